package io.rialto.chaos.cli;

import io.rialto.chaos.bench.FailoverBench;
import io.rialto.chaos.bench.FailoverOutcome;
import io.rialto.chaos.bench.FailoverPlan;
import io.rialto.chaos.bench.FailoverText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench failover}. */
@Command(
    name = "failover",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills a cluster of its own, kills the leader with SIGKILL again and again in the middle of a"
          + " sustained load, and measures how long it takes until a command is acknowledged that"
          + " was sent since. Elections that no kill caused are counted.",
      "Ends by itself and leaves no process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; nothing was lost or doubled, and the replicas hold the same",
      "1:measured, but one of these does not hold",
      "2:bad options",
      "3:it could not be carried through, so there are no figures"
    })
final class BenchFailoverVerb implements Callable<Integer> {

  /** A restarted node has to keep up while its code is still cold. */
  private static final int COMMANDS_PER_SECOND = 200;

  @Mixin private BenchOptions options;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often the leader is killed (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How long the load runs at least; with --kills 0, to look for false elections (default:"
              + " ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the moments of the kills (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--election-timeout-min",
      paramLabel = "MILLIS",
      defaultValue = "0",
      description =
          "How long a follower of these nodes hears nothing before it asks for votes, or up to"
              + " twice; 0 for the nodes' own default (default: ${DEFAULT-VALUE}).")
  private int electionTimeoutMillisMin;

  @Override
  public Integer call() throws InterruptedException {
    return options.carryThrough(
        "failover",
        COMMANDS_PER_SECOND,
        (base, programs, screen) -> {
          FailoverPlan plan =
              new FailoverPlan(base, kills, minutes, seed, electionTimeoutMillisMin);
          FailoverOutcome outcome = new FailoverBench(plan, programs, screen).run();
          return new BenchOptions.Figures(
              FailoverText.json(outcome), FailoverText.text(outcome), outcome.holds());
        });
  }
}
