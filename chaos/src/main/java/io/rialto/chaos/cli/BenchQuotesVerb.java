package io.rialto.chaos.cli;

import io.rialto.chaos.bench.QuotesBench;
import io.rialto.chaos.bench.QuotesOutcome;
import io.rialto.chaos.bench.QuotesPlan;
import io.rialto.chaos.bench.QuotesText;
import io.rialto.proto.quotes.SpeedPolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench quotes}. */
@Command(
    name = "quotes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Replays a workload against a cluster of its own and counts what its prices cost: hits on the"
          + " quote source, against how many the audit log says were needed; and how long the"
          + " commands took that need a price.",
      "Ends by itself and leaves no process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; every command was answered, once and rightly, and the replicas hold the same",
      "1:measured, but one of these does not hold",
      "2:bad options",
      "3:it could not be carried through, so there are no figures"
    })
final class BenchQuotesVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "thrifty",
      converter = QuotePolicy.class,
      description =
          "How many hits the quote proxy makes to be quick: thrifty, hedged or eager (default:"
              + " ${DEFAULT-VALUE}).")
  private SpeedPolicy policy;

  @Option(
      names = "--workload",
      paramLabel = "FILE",
      description = "The workload to replay (default: 100,000 generated commands of 100 users).")
  private Path workload;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Commands a second, sent when they are due; 0: as fast as answers come (default:"
              + " ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Seconds for which commands are not timed yet; hits count from the start (default:"
              + " ${DEFAULT-VALUE}).")
  private int warmUpSeconds;

  @Option(
      names = "--kill",
      paramLabel = "WHO",
      split = ",",
      description =
          "Kill once with SIGKILL: proxy when a third is answered, leader when two thirds are.")
  private Set<QuotesPlan.Victim> victims = Set.of();

  @Mixin private SimulatorOptions simulator;

  @Option(names = "--keep", description = "Keep the cluster's folder: data, logs, audit log.")
  private boolean keep;

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    return new BenchConsole(spec, json)
        .carryThrough(
            "quotes",
            (programs, screen) -> {
              QuotesPlan plan =
                  new QuotesPlan(
                      policy,
                      Optional.ofNullable(workload),
                      rate,
                      warmUpSeconds,
                      simulator.delayScale(),
                      simulator.seed(),
                      victims,
                      keep);
              QuotesOutcome outcome = new QuotesBench(plan, programs, screen).run();
              return new BenchConsole.Figures(
                  QuotesText.json(outcome),
                  QuotesText.text(outcome),
                  "./rialto bench quotes --policy hedged --rate 500, to see what speed costs",
                  outcome.holds());
            });
  }
}
