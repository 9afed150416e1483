package io.rialto.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: the parent of the measurements. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a cluster of its own, and leaves no process behind.",
    subcommands = {
      BenchThroughputVerb.class,
      BenchLatencyVerb.class,
      BenchFailoverVerb.class,
      BenchRestartVerb.class,
      BenchSnapshotVerb.class,
      BenchQuotesVerb.class
    })
final class BenchVerb implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say which: throughput, latency, failover, restart, snapshot or quotes");
  }
}
