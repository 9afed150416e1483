package io.rialto.node.ingress;

import io.rialto.node.ops.Limits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives answers to callers, on a thread of its own, so that neither the log nor the sequencer waits
 * for a connection. Answers that are delivered together leave each stream together.
 */
final class Responder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

  // Unbounded in itself; answers are bounded by the commands accepted.
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "rialto-responder");
            made.setDaemon(true);
            return made;
          });
  private final Set<CommandStream> toFlush = new LinkedHashSet<>();

  /** Runs the answers in their order, then flushes the streams they went to. Any thread. */
  void deliver(List<Runnable> answers) {
    try {
      thread.execute(
          () -> {
            answers.forEach(Responder::deliverOne);
            toFlush.forEach(CommandStream::flush);
            toFlush.clear();
          });
    } catch (RejectedExecutionException stopped) {
      LOG.debug("{} answers came after the node had stopped", answers.size());
    }
  }

  private static void deliverOne(Runnable answer) {
    try {
      answer.run();
    } catch (RuntimeException e) {
      // One caller's connection; everyone else's answers go on.
      LOG.warn("an answer could not be given", e);
    }
  }

  /** The stream has replies to send; called by an answer. */
  void flushLater(CommandStream stream) {
    toFlush.add(stream);
  }

  /** Delivers what it has, and no more. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(Limits.STOP_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
        LOG.warn("answers are left undelivered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
