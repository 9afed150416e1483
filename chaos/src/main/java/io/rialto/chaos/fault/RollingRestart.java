package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One node after the other is stopped gently and started, as an upgrade would; ends by itself. */
final class RollingRestart implements Break {

  /** By itself, or of SIGTERM. */
  private static final Set<Integer> ORDERLY = Set.of(0, 143);

  private final Cluster cluster;

  RollingRestart(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    for (String member : members) {
      cluster.terminate(member);
      requireOrderlyEnd(member);
      Members.restart(cluster, List.of(member));
    }
  }

  /** With other faults at work a node may have had to be killed in the end; alone it must not. */
  private void requireOrderlyEnd(String member) throws ClusterException {
    Optional<Integer> exitCode = cluster.exitCode(member);
    if (exitCode.isPresent() && !ORDERLY.contains(exitCode.get())) {
      throw new ClusterException(
          member + " was told to stop, and ended with exit code " + exitCode.get());
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    Members.restart(cluster, members);
  }
}
