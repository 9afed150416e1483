package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.List;

/** SIGKILL; mended by a start on the data that is there. */
final class KillBreak implements Break {

  private final Cluster cluster;

  KillBreak(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    for (String member : members) {
      cluster.kill(member);
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    Members.restart(cluster, members);
  }
}
