package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** A node dies while it writes an entry; mended by a start, which must cut the half entry off. */
final class TornLogBreak implements Break {

  private final Cluster cluster;
  private final long seed;

  TornLogBreak(Cluster cluster, long seed) {
    this.cluster = cluster;
    this.seed = seed;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    for (String node : members) {
      Members.kill(cluster, node);
      FileDamage.tear(LogFiles.open(cluster.dataDirectory(node)), new Random(seed));
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    Members.restart(cluster, members);
  }
}
