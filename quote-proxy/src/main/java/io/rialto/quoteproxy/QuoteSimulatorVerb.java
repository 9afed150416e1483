package io.rialto.quoteproxy;

import io.rialto.quoteproxy.simulator.Fault;
import io.rialto.quoteproxy.simulator.QuoteSimulator;
import io.rialto.quoteproxy.simulator.SimulatorOptions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "quote-simulator",
    description = {
      "Stands in for the legacy quote server.",
      "",
      "Same wire format, delays and prices, repeatable by seed. Runs until it is stopped."
    },
    showDefaultValues = true,
    sortOptions = false)
final class QuoteSimulatorVerb implements Callable<Integer> {

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:4444",
      description = "Where it listens; port 0 takes any free one.")
  private Endpoint listen;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of prices, delays and faults.")
  private long seed;

  @Option(
      names = "--delay-scale",
      paramLabel = "X",
      defaultValue = "1.0",
      description = "Multiplies every delay: 1 is the real source (0 to 4 s), 0 is none.")
  private double delayScale;

  @Option(
      names = "--fault-rate",
      paramLabel = "X",
      defaultValue = "0.0",
      description = "Share of requests, 0 to 1, that end in a fault.")
  private double faultRate;

  @Option(
      names = "--faults",
      paramLabel = "KIND",
      split = ",",
      description = "Which faults, if not all: ${COMPLETION-CANDIDATES}.")
  private Set<Fault> faults = EnumSet.allOf(Fault.class);

  @Option(
      names = "--lie-above",
      paramLabel = "N",
      defaultValue = "" + Limits.SIMULATOR_LIE_ABOVE_DEFAULT,
      description = "Hits a second above which it answers for wrong symbols and users; 0: never.")
  private int lieAbove;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "" + Limits.SIMULATOR_CONNECTIONS_DEFAULT,
      description = "Connections served side by side; more wait to be accepted.")
  private int connections;

  @Option(
      names = "--controllable",
      description = {
        "Change behaviour when a connection says so, for tests:",
        "CONTROL [delay-millis=N] [fault-rate=X] [faults=KIND,...]",
        "and say what was asked so far: FIGURES"
      })
  private boolean controllable;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean isHelpAsked;

  @Override
  public Integer call() throws Exception {
    QuoteSimulator simulator =
        QuoteSimulator.start(
            new SimulatorOptions(
                listen, seed, delayScale, faultRate, faults, lieAbove, connections, controllable));
    StopOnSignal.close(simulator);
    System.out.println("rialto-quote-simulator serving on " + simulator.endpoint());
    simulator.awaitTermination();
    return 0;
  }
}
