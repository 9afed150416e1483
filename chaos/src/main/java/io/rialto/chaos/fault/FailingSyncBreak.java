package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Syncing the log fails: the node must halt, since nobody knows what of it is on the disk. Mended
 * by a sound disk and a start.
 */
final class FailingSyncBreak implements Break {

  private static final int LOG = 32;

  private final Cluster cluster;
  private final MemberFaults switches;

  FailingSyncBreak(Cluster cluster, MemberFaults switches) {
    this.cluster = cluster;
    this.switches = switches;
  }

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      switches.setDisk(node, "fail");
      Members.awaitHalt(cluster, node, Set.of(LOG), "its log cannot be synced");
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      switches.mendDisk(node);
    }
    Members.restart(cluster, members);
  }
}
