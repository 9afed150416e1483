package io.rialto.chaos.run;

import io.rialto.chaos.cluster.ClusterKind;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a run is to do.
 *
 * @param seconds how long the workload runs while things are broken; what is broken last is mended
 *     after that
 * @param directory where history, audit logs, logs and report are written; must not exist yet
 * @param keep whether the nodes' data are kept too
 */
public record ChaosPlan(
    Scenario scenario,
    int seconds,
    long seed,
    ClusterKind cluster,
    int nodes,
    Path directory,
    boolean keep) {

  public ChaosPlan {
    require(seconds, "seconds", RunLimits.SECONDS_MIN, RunLimits.SECONDS_MAX);
    require(nodes, "nodes", RunLimits.NODES_MIN, RunLimits.NODES_MAX);
    directory = directory.toAbsolutePath().normalize();
  }

  private static void require(int value, String name, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " " + value + " is not " + least + " to " + most);
    }
  }

  /** The command that does it again. */
  public String command() {
    StringBuilder command = new StringBuilder("./rialto chaos");
    if (scenario != Scenario.EVERYTHING) {
      command.append(" --scenario ").append(scenario.word());
    }
    command.append(" --seconds ").append(seconds).append(" --seed ").append(seed);
    if (cluster != ClusterKind.PROCESSES) {
      command.append(" --cluster ").append(cluster.name().toLowerCase(Locale.ROOT));
    }
    if (nodes != RunLimits.NODES_MIN) {
      command.append(" --nodes ").append(nodes);
    }
    return command.toString();
  }
}
