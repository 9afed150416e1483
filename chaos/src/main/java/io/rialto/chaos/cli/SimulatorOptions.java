package io.rialto.chaos.cli;

import picocli.CommandLine.Option;

/** What the simulated quote server of a cluster of its own is like. */
final class SimulatorOptions {

  @Option(
      names = "--delay-scale",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Multiply the simulated quote server's delays by X: 1 is like the real one, 0 is none"
              + " (default: ${DEFAULT-VALUE}).")
  private double delayScale;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Of the simulated prices and delays, and of a generated workload (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  double delayScale() {
    return delayScale;
  }

  long seed() {
    return seed;
  }
}
