package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.List;

/** A node dies and its directory is gone; mended by the runbook. */
final class BlankBreak implements Break {

  private final Cluster cluster;

  BlankBreak(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    for (String node : members) {
      new NodeReplacement(cluster, node).clear();
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      NodeReplacement replacement = new NodeReplacement(cluster, node);
      replacement.clear();
      replacement.bringBack();
    }
  }
}
