package io.rialto.chaos.cluster;

import com.google.protobuf.ByteString;
import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Asks every node how it is. Thread-safe. */
public final class NodeStatuses implements AutoCloseable {

  private final ClusterFile cluster;
  private final RialtoClient client;

  public NodeStatuses(ClusterFile cluster) {
    this.cluster = cluster;
    this.client = RialtoClient.connect(ClientOptions.of(cluster.endpoints()));
  }

  /** What each node that answers says, by id. */
  public Map<String, NodeStatus> all() throws InterruptedException {
    return all(0);
  }

  /** The same, with the hash after a log index. */
  Map<String, NodeStatus> all(long hashAtLogIndex) throws InterruptedException {
    Map<String, CompletableFuture<NodeStatus>> asked = new TreeMap<>();
    for (ClusterFile.Node node : cluster.nodes()) {
      asked.put(node.id(), client.status(node.endpoint(), hashAtLogIndex));
    }
    Map<String, NodeStatus> answers = new TreeMap<>();
    long deadline = System.nanoTime() + ClusterLimits.STATUS_MAX.toNanos();
    for (Map.Entry<String, CompletableFuture<NodeStatus>> entry : asked.entrySet()) {
      await(entry.getValue(), deadline).ifPresent(status -> answers.put(entry.getKey(), status));
    }
    return answers;
  }

  /** What one node says, if it answers. */
  public Optional<NodeStatus> of(String node) throws InterruptedException {
    return await(
        client.status(cluster.node(node).endpoint(), 0),
        System.nanoTime() + ClusterLimits.STATUS_MAX.toNanos());
  }

  /** The node that leads and is ready for commands. */
  public Optional<String> readyLeader() throws InterruptedException {
    return readyLeader(all());
  }

  /** The same, asked again until some node says so; empty if none does in time. */
  public Optional<String> awaitReadyLeader(Duration patience) throws InterruptedException {
    return awaitReadyLeader(patience, leader -> true);
  }

  /** The same, until it is another node than this one. */
  public Optional<String> awaitSuccessor(String former, Duration patience)
      throws InterruptedException {
    return awaitReadyLeader(patience, leader -> !leader.equals(former));
  }

  private Optional<String> awaitReadyLeader(Duration patience, Predicate<String> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<String> leader = readyLeader().filter(wanted);
    while (leader.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.sleep(ClusterLimits.LOOK_EVERY.toNanos());
      leader = readyLeader().filter(wanted);
    }
    return leader;
  }

  /** Whether one node leads, and every node takes part. */
  boolean allReady() throws InterruptedException {
    Map<String, NodeStatus> answers = all();
    return readyLeader(answers).isPresent()
        && answers.size() == cluster.nodes().size()
        && answers.values().stream().allMatch(NodeStatus::getReady);
  }

  static Optional<String> readyLeader(Map<String, NodeStatus> answers) {
    return answers.entrySet().stream()
        .filter(entry -> entry.getValue().getRole() == Role.LEADER && entry.getValue().getReady())
        .max(Map.Entry.comparingByValue((a, b) -> Long.compare(a.getTerm(), b.getTerm())))
        .map(Map.Entry::getKey);
  }

  /** Each answering node's hash after the highest log index that all of them have applied. */
  public HashComparison compareHashes() throws InterruptedException {
    long common = all().values().stream().mapToLong(NodeStatus::getAppliedLogIndex).min().orElse(0);
    return hashesAt(common);
  }

  /** Each answering node's hash after a log index. */
  HashComparison hashesAt(long logIndex) throws InterruptedException {
    Map<String, ByteString> hashes = new HashMap<>();
    if (logIndex > 0) {
      all(logIndex).forEach((id, status) -> hashes.put(id, status.getHashAt()));
    }
    return new HashComparison(logIndex, hashes);
  }

  /** How many nodes have applied a log entry. */
  long countAt(long logIndex) throws InterruptedException {
    return all().values().stream()
        .filter(status -> status.getAppliedLogIndex() >= logIndex)
        .count();
  }

  /** An answer, or nothing from a node that is away, paused or slow. */
  private static Optional<NodeStatus> await(CompletableFuture<NodeStatus> asked, long deadline)
      throws InterruptedException {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return Optional.of(asked.get(left, TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException noAnswer) {
      asked.cancel(true);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
