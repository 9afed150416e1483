package io.rialto.chaos.run;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.fault.Fault;
import io.rialto.chaos.fault.FaultKind;
import io.rialto.chaos.fault.Target;
import java.io.IOException;
import java.util.List;

/**
 * SIGKILL to a named replica, whether it leads or not; mended by a start on the data that it has.
 */
final class ReplicaCrash implements Fault {

  private final Cluster cluster;
  private final String node;

  ReplicaCrash(Cluster cluster, String node) {
    this.cluster = cluster;
    this.node = node;
  }

  @Override
  public FaultKind kind() {
    return FaultKind.KILL;
  }

  @Override
  public Target target() {
    return Target.FOLLOWER;
  }

  @Override
  public List<String> members() {
    return List.of(node);
  }

  @Override
  public String sentence() {
    return node + " crashes in its turn (SIGKILL)";
  }

  @Override
  public void inject() throws IOException {
    cluster.kill(node);
  }

  @Override
  public void heal() throws IOException, InterruptedException {
    if (!cluster.isRunning(node)) {
      cluster.launch(node);
    }
    cluster.awaitReady(node);
  }
}
