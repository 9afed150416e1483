package io.rialto.chaos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench throughput}. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps as many commands of the real workloads' mix under way as --in-flight says, on a cluster of"
          + " its own, and measures how many are answered once all is warm, how long each took, and"
          + " what it cost the processors",
      "Ends by itself and leaves no process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; the replicas hold the same",
      "1:measured, but they do not",
      "2:bad options",
      "3:it could not be carried through, so there are no figures"
    })
final class BenchThroughputVerb implements Callable<Integer> {

  @Mixin private LoadOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return options.carryThrough(
        "throughput", 0, "./rialto bench latency --rate 10000, to see how long a command takes");
  }
}
