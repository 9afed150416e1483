package io.rialto.quoteproxy.simulator;

import io.rialto.quoteproxy.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: one request, a pause, at most one reply, and the end. */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final AsynchronousSocketChannel channel;
  private final Desk desk;
  private final ScheduledExecutorService timer;
  private final Runnable whenOver;
  private final ByteBuffer request = ByteBuffer.allocate(Limits.SIMULATOR_REQUEST_BYTES_MAX);
  private final AtomicBoolean isOver = new AtomicBoolean();

  Conversation(
      AsynchronousSocketChannel channel,
      Desk desk,
      ScheduledExecutorService timer,
      Runnable whenOver) {
    this.channel = channel;
    this.desk = desk;
    this.timer = timer;
    this.whenOver = whenOver;
  }

  void start() {
    read();
  }

  private void read() {
    channel.read(
        request,
        Limits.SIMULATOR_PATIENCE_MILLIS,
        TimeUnit.MILLISECONDS,
        null,
        handler(this::readOn));
  }

  private void readOn(int count) {
    byte[] bytes = Arrays.copyOf(request.array(), request.position());
    int lineEnd = 0;
    while (lineEnd < bytes.length && bytes[lineEnd] != '\n') {
      lineEnd++;
    }
    if (lineEnd < bytes.length) {
      answer(desk.reply(Arrays.copyOf(bytes, lineEnd)));
    } else if (count < 0 && bytes.length == 0) {
      end();
    } else if (count < 0) {
      answer(desk.complaint("the request has no line end"));
    } else if (!request.hasRemaining()) {
      answer(desk.complaint("the request is longer than " + bytes.length + " bytes"));
    } else {
      read();
    }
  }

  private void answer(Desk.Reply reply) {
    if (reply.isSilent()) {
      after(Limits.SIMULATOR_SILENCE_MILLIS, this::end);
    } else if (reply.delayMillis() == 0) {
      write(ByteBuffer.wrap(reply.bytes()));
    } else {
      after(reply.delayMillis(), () -> write(ByteBuffer.wrap(reply.bytes())));
    }
  }

  private void after(long millis, Runnable next) {
    try {
      timer.schedule(next, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the simulator is closing", e);
      end();
    }
  }

  private void write(ByteBuffer reply) {
    if (!reply.hasRemaining()) {
      end();
      return;
    }
    channel.write(
        reply,
        Limits.SIMULATOR_PATIENCE_MILLIS,
        TimeUnit.MILLISECONDS,
        null,
        handler(written -> write(reply)));
  }

  private void end() {
    if (isOver.compareAndSet(false, true)) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("closing a connection", e);
      } finally {
        whenOver.run();
      }
    }
  }

  private CompletionHandler<Integer, Object> handler(Consumer<Integer> step) {
    return new CompletionHandler<>() {
      @Override
      public void completed(Integer result, Object nothing) {
        try {
          step.accept(result);
        } catch (RuntimeException e) {
          failed(e, nothing);
        }
      }

      @Override
      public void failed(Throwable failure, Object nothing) {
        // The other side has left or is too slow: nothing that concerns anybody else.
        LOG.debug("a conversation broke off", failure);
        end();
      }
    };
  }
}
