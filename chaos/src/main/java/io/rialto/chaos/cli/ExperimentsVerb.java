package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.experiments.Experiment;
import io.rialto.chaos.experiments.ExperimentSizes;
import io.rialto.chaos.experiments.Experiments;
import io.rialto.chaos.experiments.ExperimentsFiles;
import io.rialto.chaos.experiments.ExperimentsOutcome;
import io.rialto.chaos.experiments.ExperimentsPlan;
import io.rialto.chaos.experiments.ExperimentsText;
import io.rialto.client.cli.ClusterFile;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code experiments}. */
@Command(
    name = "experiments",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The experiments of the published reports on systems of this kind, in our system, beside the"
          + " published figures:",
      "  a  one user's commands with and without a quote cache",
      "  b  response times of QUOTE and BUY, and where the time goes",
      "  c  a price that is known, and the same one after it has run out",
      "  d  processor time and memory of each process",
      "  e  retrieving quotes with and without second requests",
      "On clusters of its own, of real processes. Takes some minutes, ends by itself and leaves no"
          + " process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; everything was answered as it should be",
      "1:measured, but something was not",
      "2:bad options",
      "3:it could not be carried through, so there are no figures"
    })
final class ExperimentsVerb implements Callable<Integer> {

  private static final double DELAYS_OF_THE_REAL_SOURCE = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "a,b,...",
      split = ",",
      converter = ExperimentLetter.class,
      description = "Run only these.")
  private Set<Experiment> only = EnumSet.allOf(Experiment.class);

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Where experiments.md, experiments.json and pictures are written (default:"
              + " .rialto/experiments).")
  private Path directory;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Of workloads, symbols, and the simulated prices and delays (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    return BenchConsole.ofVerb(spec, json)
        .carryThrough(
            "experiments",
            (programs, screen) -> {
              Path target = directory();
              ExperimentsFiles.prepare(target);
              ExperimentsPlan plan =
                  new ExperimentsPlan(
                      only, seed, DELAYS_OF_THE_REAL_SOURCE, ExperimentSizes.full());
              ExperimentsOutcome outcome = new Experiments(plan, programs, screen).run();
              ObjectNode figures = ExperimentsText.json(outcome);
              figures.put("directory", target.toString());
              ExperimentsFiles.write(target, outcome).forEach(figures.putArray("files")::add);
              return new BenchConsole.Figures(
                  figures,
                  ExperimentsText.markdown(outcome, false),
                  target.resolve("experiments.md") + " has the same with pictures",
                  outcome.holds());
            });
  }

  private Path directory() {
    return (directory == null
            ? ClusterFile.root().resolve(".rialto").resolve("experiments")
            : directory)
        .toAbsolutePath()
        .normalize();
  }
}
