package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.List;

/** Each sync of the log takes longer; mended by a quick disk. */
final class SlowDiskBreak implements Break {

  private final Cluster cluster;
  private final MemberFaults switches;
  private final int millis;

  SlowDiskBreak(Cluster cluster, MemberFaults switches, int millis) {
    this.cluster = cluster;
    this.switches = switches;
    this.millis = millis;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    for (String node : members) {
      switches.setDisk(node, "slow " + millis);
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      switches.mendDisk(node);
    }
    Members.awaitReadyWhereRunning(cluster, members);
  }
}
