package io.rialto.chaos.run;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.LogTail;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import io.rialto.proto.cluster.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whether the cluster is whole: every member runs, every node takes part, users are answered. */
final class Health implements AutoCloseable {

  private final Cluster cluster;
  private final LoadRecorder recorder;
  private final HistoryWriter history;
  private final Problems problems;
  private final NodeStatuses statuses;

  Health(Cluster cluster, LoadRecorder recorder, HistoryWriter history, Problems problems) {
    this.cluster = cluster;
    this.recorder = recorder;
    this.history = history;
    this.problems = problems;
    this.statuses = new NodeStatuses(cluster.file());
  }

  /**
   * Waits until all is whole, or something is wrong already. What does not become whole in time is
   * a problem, with the last lines of the logs of those that are missing.
   *
   * @return whether it is
   */
  boolean await(String when) throws ClusterException, InterruptedException {
    long since = System.nanoTime();
    long deadline = since + RunLimits.HEALTH_MAX.toNanos();
    List<String> wrong = wrong(since);
    while (!wrong.isEmpty() && System.nanoTime() < deadline && !problems.any()) {
      TimeUnit.NANOSECONDS.sleep(RunLimits.LOOK_EVERY.toNanos());
      wrong = wrong(since);
    }
    String outcome = wrong.isEmpty() ? "all is whole" : String.join("; ", wrong);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    history.write(
        new HistoryRecord.Note(
            history.nanos(), "health " + when + ", after " + millis + " ms: " + outcome));
    if (wrong.isEmpty()) {
      return true;
    }
    if (!problems.any()) {
      problems.add(
          "not-healthy", when + ", after " + millis + " ms: " + outcome + logsOfTheMissing());
    }
    return false;
  }

  /** What is not as it should be; empty if all is. */
  private List<String> wrong(long since) throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (String member : cluster.members()) {
      if (!cluster.isRunning(member)) {
        wrong.add(member + " does not run");
      }
    }
    Map<String, NodeStatus> answers = statuses.all();
    for (String node : cluster.nodes()) {
      NodeStatus status = answers.get(node);
      if (status == null) {
        wrong.add(node + " does not answer");
      } else if (!status.getReady()) {
        wrong.add(node + " is not ready");
      }
    }
    if (!recorder.answeredSince(since)) {
      wrong.add("no command that was sent since is answered");
    }
    return wrong;
  }

  private String logsOfTheMissing() throws ClusterException, InterruptedException {
    Map<String, NodeStatus> answers = statuses.all();
    StringBuilder text = new StringBuilder();
    for (String node : cluster.nodes()) {
      NodeStatus status = answers.get(node);
      if (status == null || !status.getReady()) {
        text.append("\n").append(node).append("'s log ends with:");
        text.append(LogTail.of(cluster.log(node)));
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    statuses.close();
  }
}
