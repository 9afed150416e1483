package io.rialto.chaos.cluster;

import io.rialto.proto.quotes.SpeedPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a new cluster is to be.
 *
 * @param directory where its files and logs are kept
 * @param data below which its members keep their data
 * @param nodes how many
 * @param delayScale by which the simulated quote server's delays are multiplied; 0 for none
 * @param seed of the simulated quote server
 * @param guarded whether its processes must end with the one that started them
 * @param nodeRuntime how the nodes run
 * @param quotePolicy how many hits the quote proxy makes to be quick
 */
public record ClusterPlan(
    Path directory,
    Path data,
    int nodes,
    double delayScale,
    long seed,
    boolean guarded,
    NodeRuntime nodeRuntime,
    SpeedPolicy quotePolicy) {

  /** With the runtime that suits: what ends with its starter runs for minutes. */
  public ClusterPlan(
      Path directory, Path data, int nodes, double delayScale, long seed, boolean guarded) {
    this(
        directory,
        data,
        nodes,
        delayScale,
        seed,
        guarded,
        guarded ? NodeRuntime.ofMinutes(List.of()) : NodeRuntime.lasting());
  }

  /** With a quote proxy that is thrifty, as it is unless it is told otherwise. */
  public ClusterPlan(
      Path directory,
      Path data,
      int nodes,
      double delayScale,
      long seed,
      boolean guarded,
      NodeRuntime nodeRuntime) {
    this(directory, data, nodes, delayScale, seed, guarded, nodeRuntime, SpeedPolicy.THRIFTY);
  }

  public ClusterPlan withQuotePolicy(SpeedPolicy policy) {
    return new ClusterPlan(directory, data, nodes, delayScale, seed, guarded, nodeRuntime, policy);
  }

  public ClusterPlan {
    if (nodes < 1 || nodes > ClusterLimits.NODES_MAX) {
      throw new IllegalArgumentException(
          "a cluster has 1 to " + ClusterLimits.NODES_MAX + " nodes, not " + nodes);
    }
    if (!(delayScale >= 0) || Double.isInfinite(delayScale)) {
      throw new IllegalArgumentException("delay scale " + delayScale + " is not a number from 0");
    }
    directory = directory.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
  }

  /** For clusters that cannot go on without the program that starts them. */
  void requireGuarded() {
    if (!guarded) {
      throw new IllegalArgumentException(
          "a cluster whose network is made by this program must end with it");
    }
  }

  /** Another cluster's data must not be taken for this one's. */
  void refuseForeignData() throws ClusterException {
    if (Files.exists(ClusterLayout.nodeData(data, "n1"))) {
      throw new ClusterException(
          data
              + " holds the data of another cluster: name that cluster's directory with --cluster,"
              + " or another --data");
    }
  }
}
