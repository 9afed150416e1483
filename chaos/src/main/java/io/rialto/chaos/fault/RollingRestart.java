package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.List;

/** One node after the other is stopped gently and started, as an upgrade would; ends by itself. */
final class RollingRestart implements Break {

  private final Cluster cluster;

  RollingRestart(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    for (String member : members) {
      cluster.terminate(member);
      Members.restart(cluster, List.of(member));
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    Members.restart(cluster, members);
  }
}
