package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an operator may order nodes to do at any time. Thread-safe. */
public final class NodeOrders implements AutoCloseable {

  private final ClusterFile cluster;
  private final RialtoClient client;

  public NodeOrders(ClusterFile cluster) {
    this.cluster = cluster;
    this.client =
        RialtoClient.connect(
            ClientOptions.of(cluster.endpoints()).withDeadline(ClusterLimits.ORDER_MAX));
  }

  /** Has whoever leads hand over to a node; returns when that one leads and is ready. */
  public void lead(String node) throws ClusterException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster)) {
      String leader = awaitLeader(statuses);
      if (!leader.equals(node)) {
        String endpoint = cluster.node(leader).endpoint();
        await(client.transferLeadership(endpoint, node), leader + " did not hand over");
        awaitLeadership(statuses, node);
      }
    }
  }

  private static String awaitLeader(NodeStatuses statuses)
      throws ClusterException, InterruptedException {
    return statuses
        .awaitReadyLeader(ClusterLimits.LEADER_MAX)
        .orElseThrow(() -> new ClusterException("no node leads"));
  }

  private static void awaitLeadership(NodeStatuses statuses, String node)
      throws ClusterException, InterruptedException {
    long deadline = System.nanoTime() + ClusterLimits.LEADER_MAX.toNanos();
    while (!statuses.readyLeader().equals(Optional.of(node))) {
      if (System.nanoTime() >= deadline) {
        throw new ClusterException(node + " was to lead, and does not");
      }
      TimeUnit.NANOSECONDS.sleep(ClusterLimits.LOOK_EVERY.toNanos());
    }
  }

  /** Has a node take a snapshot now; returns the log index of its newest one. */
  public long takeSnapshot(String node) throws ClusterException, InterruptedException {
    String endpoint = cluster.node(node).endpoint();
    return await(client.takeSnapshot(endpoint), node + " took no snapshot");
  }

  private static <T> T await(CompletableFuture<T> order, String failure)
      throws ClusterException, InterruptedException {
    try {
      return order.get(ClusterLimits.ORDER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ClusterException(failure + ": " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new ClusterException(failure + " in time", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
