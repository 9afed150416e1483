package io.rialto.chaos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends commands of the real workloads' mix at a steady rate to a cluster of its own, whatever"
          + " the answers, and measures once all is warm how long each took from the moment when it"
          + " was to be sent",
      "Ends by itself and leaves no process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; the replicas hold the same",
      "1:measured, but they do not",
      "2:bad options",
      "3:it could not be carried through, so there are no figures"
    })
final class BenchLatencyVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Commands a second (default: ${DEFAULT-VALUE}).")
  private int commandsPerSecond;

  @Mixin private LoadOptions options;

  @Override
  public Integer call() throws InterruptedException {
    if (commandsPerSecond < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rate must be 1 or more, not " + commandsPerSecond);
    }
    return options.carryThrough(
        "latency", commandsPerSecond, "./rialto bench throughput, to see how many it can take");
  }
}
