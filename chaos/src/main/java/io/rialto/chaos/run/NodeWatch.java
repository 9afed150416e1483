package io.rialto.chaos.run;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.LogTail;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at every node all the time: who leads, who ends, and with which exit code. One that stands
 * still holds up nobody else's answer.
 */
final class NodeWatch implements AutoCloseable {

  private final Cluster cluster;
  private final HistoryWriter history;
  private final Strikes strikes;
  private final Problems problems;
  private final Reigns reigns;
  private final Consumer<String> progress;
  private final long startNanos;
  private final RialtoClient client;
  private final Map<String, Boolean> wasRunning = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "chaos-watch"));

  NodeWatch(
      Cluster cluster,
      HistoryWriter history,
      Strikes strikes,
      Problems problems,
      Reigns reigns,
      Consumer<String> progress,
      long startNanos) {
    this.cluster = cluster;
    this.history = history;
    this.strikes = strikes;
    this.problems = problems;
    this.reigns = reigns;
    this.progress = progress;
    this.startNanos = startNanos;
    this.client = RialtoClient.connect(ClientOptions.of(cluster.file().endpoints()));
  }

  void start() {
    thread.scheduleWithFixedDelay(
        this::look, 0, RunLimits.LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What goes wrong here must not end the watch unseen: nobody would notice a node's end. */
  private void look() {
    try {
      lookAtAll();
    } catch (RuntimeException unforeseen) {
      problems.add("unexplained-exit", "the watch over the nodes broke off: " + unforeseen);
      throw unforeseen;
    }
  }

  private void lookAtAll() {
    for (String member : cluster.members()) {
      lookForEnd(member);
    }
    for (ClusterFile.Node node : cluster.file().nodes()) {
      ask(node);
    }
  }

  private void lookForEnd(String member) {
    boolean running = cluster.isRunning(member);
    boolean before = Boolean.TRUE.equals(wasRunning.put(member, running));
    if (!before || running) {
      return;
    }
    try {
      int exitCode = cluster.exitCode(member).orElse(-1);
      boolean wanted = strikes.explain(member, exitCode);
      history.write(new HistoryRecord.MemberExited(history.nanos(), member, exitCode, wanted));
      if (!wanted) {
        String text = member + " ended with exit code " + exitCode + ", which no fault explains";
        progress.accept(text);
        problems.add(
            "unexplained-exit", text + "; its log ends with:" + LogTail.of(cluster.log(member)));
      }
    } catch (ClusterException unseen) {
      problems.add("unexplained-exit", member + " ended: " + unseen.getMessage());
    }
  }

  private void ask(ClusterFile.Node node) {
    if (asked.add(node.id())) {
      client
          .status(node.endpoint(), 0)
          .whenComplete(
              (status, silence) -> {
                asked.remove(node.id());
                if (status != null) {
                  answered(node.id(), status);
                }
              });
    }
  }

  private void answered(String node, NodeStatus status) {
    history.write(new HistoryRecord.NodeSeen(history.nanos(), node, status, 0, false));
    if (status.getRole() == Role.LEADER && status.getReady()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      reigns.seen(node, status.getTerm(), millis);
    }
  }

  /** A look that is under way is let end: an engine that is asked would take a halt for a fault. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(RunLimits.LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
