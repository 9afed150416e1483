package io.rialto.chaos.cli;

import io.rialto.chaos.bench.BenchText;
import io.rialto.chaos.bench.RestartBench;
import io.rialto.chaos.bench.RestartOutcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench restart}. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills a cluster of its own, kills a node and then all nodes with SIGKILL in the middle of a"
          + " sustained load, and measures how soon they serve again.",
      "Ends by itself and leaves no process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; nothing was lost or doubled, and the replicas hold the same",
      "1:measured, but one of these does not hold",
      "2:bad options",
      "3:it could not be carried through, so there are no figures"
    })
final class BenchRestartVerb implements Callable<Integer> {

  /** Leaves the processors room: else the figure tells who gets them. */
  private static final int COMMANDS_PER_SECOND = 250;

  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return options.carryThrough(
        "restart",
        COMMANDS_PER_SECOND,
        (plan, programs, screen) -> {
          RestartOutcome outcome = new RestartBench(plan, programs, screen).run();
          return new BenchOptions.Figures(
              BenchText.json(outcome), BenchText.text(outcome), outcome.holds());
        });
  }
}
