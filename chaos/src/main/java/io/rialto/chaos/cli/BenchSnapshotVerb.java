package io.rialto.chaos.cli;

import io.rialto.chaos.bench.BenchText;
import io.rialto.chaos.bench.SnapshotBench;
import io.rialto.chaos.bench.SnapshotOutcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench snapshot}. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills a cluster of its own and measures, under a sustained load, how long snapshots keep the"
          + " nodes from applying, and how soon a blank node is a whole replica.",
      "Ends by itself and leaves no process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; nothing was lost or doubled, and the replicas hold the same",
      "1:measured, but one of these does not hold",
      "2:bad options",
      "3:it could not be carried through, so there are no figures"
    })
final class BenchSnapshotVerb implements Callable<Integer> {

  private static final int COMMANDS_PER_SECOND = 1_000;

  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return options.carryThrough(
        "snapshot",
        COMMANDS_PER_SECOND,
        (plan, programs, screen) -> {
          SnapshotOutcome outcome = new SnapshotBench(plan, programs, screen).run();
          return new BenchOptions.Figures(
              BenchText.json(outcome), BenchText.text(outcome), outcome.holds());
        });
  }
}
