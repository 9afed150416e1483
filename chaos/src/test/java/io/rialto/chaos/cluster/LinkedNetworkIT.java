package io.rialto.chaos.cluster;

import java.time.Duration;

/** Links in this program, on any machine and for any user. */
class LinkedNetworkIT extends NetworkTrial {

  @Override
  ClusterKind kind() {
    return ClusterKind.PROCESSES;
  }

  /** Longer than nodes wait before they give up a connection that is silent. */
  @Override
  Duration longCut() {
    return Duration.ofSeconds(8);
  }
}
