package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.bench.BenchPlan;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all measurements take, and how they are carried through and shown. */
final class BenchOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many accounts the state holds (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      defaultValue = "256",
      description = "The Java heap of each node (default: ${DEFAULT-VALUE}).")
  private int heapMegabytes;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Commands that the cluster goes through before it is measured, however few the accounts"
              + " (default: ${DEFAULT-VALUE}).")
  private int warmUpCommands;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Commands a second of the sustained load"
              + " (default: snapshot 1000, restart 250, failover 200).")
  private Integer commandsPerSecond;

  @Option(names = "--keep", description = "Keep the cluster's folder: data and logs.")
  private boolean keep;

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  /** One measurement. */
  interface Bench {
    Figures run(BenchPlan plan, Programs programs, DemoScreen screen)
        throws IOException, InterruptedException;
  }

  /**
   * What it came to.
   *
   * @param holds whether what must not break did not
   */
  record Figures(ObjectNode json, String text, boolean holds) {}

  /**
   * Runs it and prints its figures; returns the exit code.
   *
   * @param usualRate commands a second unless another rate is asked for
   */
  int carryThrough(String name, int usualRate, Bench bench) throws InterruptedException {
    return new BenchConsole(spec, json)
        .carryThrough(
            name,
            (programs, screen) -> {
              int rate = commandsPerSecond == null ? usualRate : commandsPerSecond;
              BenchPlan plan = new BenchPlan(accounts, heapMegabytes, warmUpCommands, rate, keep);
              Figures figures = bench.run(plan, programs, screen);
              return new BenchConsole.Figures(
                  figures.json(),
                  figures.text(),
                  "./rialto bench " + name + " --accounts 100000, to see what grows",
                  figures.holds());
            });
  }
}
