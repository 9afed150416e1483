package io.rialto.chaos.demo;

import java.nio.file.Path;

/**
 * What a demo is to do.
 *
 * @param workload the workload file
 * @param nodes how many nodes run
 * @param kills how often the leader's process is killed, spread evenly over the workload
 * @param delayScale by which the simulated quote server's delays are multiplied
 * @param seed of the simulated quote server's prices and delays
 * @param keep whether the cluster's folder is kept
 */
public record DemoPlan(
    Path workload, int nodes, int kills, double delayScale, long seed, boolean keep) {

  /** Killing a leader every hundredth command is enough. */
  static final int KILLS_MAX = 100;

  public DemoPlan {
    if (kills < 0 || kills > KILLS_MAX) {
      throw new IllegalArgumentException("kills " + kills + " is not 0 to " + KILLS_MAX);
    }
    if (kills > 0 && nodes < 3) {
      throw new IllegalArgumentException(
          "to live on without its leader a cluster needs 3 nodes, not " + nodes);
    }
  }
}
