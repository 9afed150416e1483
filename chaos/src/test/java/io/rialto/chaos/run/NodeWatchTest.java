package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.history.HistoryWriter;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches over clusters that answer slowly, or not at all, whether a node runs. */
@Timeout(60)
class NodeWatchTest {

  @TempDir private Path directory;

  private final Problems problems = new Problems();

  @Test
  void aLookThatIsUnderWayWhenTheRunEndsIsNoFault() throws Exception {
    CountDownLatch looks = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<Void> closed;
    try (HistoryWriter history = HistoryWriter.create(directory.resolve("history.jsonl"))) {
      NodeWatch watch = watch(history, () -> answerAfter(looks, mayEnd));
      watch.start();
      looks.await();
      closed = CompletableFuture.runAsync(watch::close);
      assertThatThrownBy(() -> closed.get(200, TimeUnit.MILLISECONDS))
          .as("the watch waits for its look")
          .isInstanceOf(TimeoutException.class);
      mayEnd.countDown();
      closed.get();
    }

    assertThat(problems.all()).isEmpty();
  }

  @Test
  void aWatchThatBreaksOffIsNamed() throws Exception {
    CountDownLatch looks = new CountDownLatch(1);
    try (HistoryWriter history = HistoryWriter.create(directory.resolve("history.jsonl"));
        NodeWatch watch = watch(history, () -> breakOff(looks))) {
      watch.start();
      looks.await();
    }

    assertThat(problems.inShort()).contains("the watch over the nodes broke off", "no engine");
  }

  /** As an engine's client does: what is interrupted in the middle of a question is cancelled. */
  private static boolean answerAfter(CountDownLatch looks, CountDownLatch mayEnd) {
    looks.countDown();
    try {
      mayEnd.await();
      return true;
    } catch (InterruptedException halted) {
      throw new CancellationException();
    }
  }

  private static boolean breakOff(CountDownLatch looks) {
    looks.countDown();
    throw new IllegalStateException("no engine");
  }

  private NodeWatch watch(HistoryWriter history, Callable<Boolean> isRunning) throws IOException {
    return new NodeWatch(
        clusterOfOne(isRunning),
        history,
        new Strikes(history),
        problems,
        new Reigns(),
        line -> {},
        System.nanoTime());
  }

  /** A cluster of which nobody asks more than what it consists of, and whether that runs. */
  private static Cluster clusterOfOne(Callable<Boolean> isRunning) {
    ClusterFile.Node node = new ClusterFile.Node("n1", "127.0.0.1:1", "127.0.0.1:1", 0, "", "");
    ClusterFile file = new ClusterFile("one", "", List.of(node), null, null);
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (cluster, method, arguments) ->
                switch (method.getName()) {
                  case "file" -> file;
                  case "members" -> List.of(node.id());
                  case "isRunning" -> isRunning.call();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
