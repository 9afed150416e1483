package io.rialto.node.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./rialto simulate}. */
@Command(
    name = "rialto simulate",
    mixinStandardHelpOptions = true,
    description =
        "Runs the seeded simulation of the whole chain above the engine: clients, retries, leader"
            + " changes, restarts, snapshots and clocks, around the real machine and store. A run"
            + " repeats exactly from its seed.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no promise was broken", "1:a promise was broken", "2:wrong options"})
final class SimulateMain implements Callable<Integer> {

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "run this seed alone and print what happens in it")
  private Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "run this many seeds (default: ${DEFAULT-VALUE})",
      defaultValue = "2000")
  private long seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "S",
      description = "the first of them (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long firstSeed;

  @Option(
      names = "--planted-fault",
      paramLabel = "FAULT",
      description = "run with a bug that must be found: ${COMPLETION-CANDIDATES}",
      defaultValue = "NONE")
  private PlantedFault planted;

  @Override
  public Integer call() throws IOException {
    SeedRuns runs = new SeedRuns(Path.of(System.getProperty("java.io.tmpdir")), planted);
    try {
      if (seed != null) {
        Simulation.Outcome outcome = runs.run(seed, System.out::println);
        System.out.printf(
            "seed %d: no promise was broken; %d events, %d log entries, trace %016x%n",
            seed, outcome.events(), outcome.logIndex(), outcome.traceHash());
      } else {
        System.out.print(runs.runAll(firstSeed, seeds));
      }
      return 0;
    } catch (Violation violation) {
      System.err.println(violation.getMessage());
      return 1;
    }
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimulateMain()).execute(arguments));
  }
}
