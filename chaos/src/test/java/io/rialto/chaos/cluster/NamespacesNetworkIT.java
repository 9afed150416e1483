package io.rialto.chaos.cluster;

import java.time.Duration;

/** Namespaces and a switch for packets, where this machine and this user can have them. */
class NamespacesNetworkIT extends NetworkTrial {

  @Override
  ClusterKind kind() {
    return ClusterKind.NAMESPACES;
  }

  /** TCP waits twice as long each time before it sends again: by then, about half a minute. */
  @Override
  Duration longCut() {
    return Duration.ofSeconds(27);
  }
}
