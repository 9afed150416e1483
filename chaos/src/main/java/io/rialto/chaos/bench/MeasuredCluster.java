package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.HashComparison;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A cluster, with what is asked of it between two measurements. One thread. */
final class MeasuredCluster {

  private static final int CONNECT_MILLIS_MAX = 1_000;

  private final ProcessCluster cluster;

  MeasuredCluster(ProcessCluster cluster) {
    this.cluster = cluster;
  }

  List<String> nodes() {
    return cluster.file().nodes().stream().map(node -> node.id()).toList();
  }

  Path data(String node) {
    return Path.of(cluster.file().node(node).data());
  }

  Map<String, NodeStatus> statuses() throws InterruptedException {
    try (NodeStatuses asking = new NodeStatuses(cluster.file())) {
      return asking.all();
    }
  }

  /** The node that leads and is ready. */
  String leader() throws BenchException, InterruptedException {
    try (NodeStatuses asking = new NodeStatuses(cluster.file())) {
      return asking.readyLeader().orElseThrow(() -> new BenchException("no node leads"));
    }
  }

  /** A node that does not lead. */
  String follower() throws BenchException, InterruptedException {
    return statuses().entrySet().stream()
        .filter(entry -> entry.getValue().getRole() == Role.FOLLOWER)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new BenchException("no node follows"));
  }

  /** The newest log index that some node has applied. */
  long appliedIndex() throws InterruptedException {
    return statuses().values().stream().mapToLong(NodeStatus::getAppliedLogIndex).max().orElse(0);
  }

  /**
   * A node that serves.
   *
   * @param listensNanos when its port was open: its Java had started, and its state was open
   */
  record Serving(NodeStatus status, long listensNanos) {}

  /**
   * Waits until a node that has been started serves: it is ready, and has applied what the cluster
   * had applied when it was started.
   */
  Serving awaitServing(String node, long logIndex) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + BenchLimits.SERVE_MAX.toNanos();
    awaitPort(node, deadline);
    long listensNanos = System.nanoTime();
    // Connections made while nobody listened would wait before they try again.
    try (NodeStatuses asking = new NodeStatuses(cluster.file())) {
      while (true) {
        Optional<NodeStatus> status = asking.of(node);
        if (status.isPresent()
            && status.get().getReady()
            && status.get().getAppliedLogIndex() >= logIndex) {
          return new Serving(status.get(), listensNanos);
        }
        lookAgain(node, deadline);
      }
    }
  }

  /** Waits until a node that has been started listens. */
  void awaitPort(String node) throws IOException, InterruptedException {
    awaitPort(node, System.nanoTime() + BenchLimits.SERVE_MAX.toNanos());
  }

  private void awaitPort(String node, long deadline) throws IOException, InterruptedException {
    String endpoint = cluster.file().node(node).endpoint();
    int colon = endpoint.lastIndexOf(':');
    InetSocketAddress address =
        new InetSocketAddress(
            endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
    while (!listens(address)) {
      lookAgain(node, deadline);
    }
  }

  private static boolean listens(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS_MAX);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void lookAgain(String node, long deadline) throws IOException, InterruptedException {
    if (!cluster.isRunning(node)) {
      throw new BenchException(node + " ended; its log is " + cluster.log(node));
    }
    if (System.nanoTime() >= deadline) {
      throw new BenchException(
          node + " did not serve within " + BenchLimits.SERVE_MAX.toSeconds() + " s");
    }
    TimeUnit.NANOSECONDS.sleep(BenchLimits.LOOK_EVERY.toNanos());
  }

  /** What a node's process has used of the processors since its start. */
  long processorMillis(String node) {
    return ProcessHandle.of(cluster.file().node(node).processId())
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toMillis)
        .orElse(0L);
  }

  /** Waits until the nodes have done what is left over from what they were sent; not for ever. */
  void awaitIdle() throws InterruptedException {
    long deadline = System.nanoTime() + BenchLimits.SETTLE_MAX.toNanos();
    double allowed = BenchLimits.IDLE_SHARE * BenchLimits.IDLE_LOOK.toMillis();
    long used;
    do {
      long before = processorMillis();
      TimeUnit.NANOSECONDS.sleep(BenchLimits.IDLE_LOOK.toNanos());
      used = processorMillis() - before;
    } while (used > allowed && System.nanoTime() < deadline);
  }

  /** What the nodes' processes have used together since their start. */
  long processorMillis() {
    return nodes().stream().mapToLong(this::processorMillis).sum();
  }

  /** What each node holds after the newest entry that one of them has applied. */
  HashComparison compareReplicas() throws IOException, InterruptedException {
    long logIndex = appliedIndex();
    try (NodeStatuses asking = new NodeStatuses(cluster.file())) {
      return cluster.awaitHashes(asking, logIndex);
    }
  }
}
