package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.List;

/**
 * Nodes and their disks lose power at one moment: what was not synced is gone. Mended by power: the
 * disks are mounted, and the nodes started on what is left.
 */
final class PowerCutBreak implements Break {

  private final Cluster cluster;
  private final NodeDisks disks;

  PowerCutBreak(Cluster cluster, NodeDisks disks) {
    this.cluster = cluster;
    this.disks = disks;
  }

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    disks.cutPower(members);
    for (String node : members) {
      Members.kill(cluster, node);
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      Members.kill(cluster, node);
      disks.of(node).mountAgain();
    }
    Members.restart(cluster, members);
  }
}
