package io.rialto.quoteproxy;

import io.rialto.quoteproxy.legacy.HedgeOptions;
import io.rialto.quoteproxy.legacy.SourceOptions;
import io.rialto.quoteproxy.proxy.Policy;
import io.rialto.quoteproxy.proxy.ProxyOptions;
import io.rialto.quoteproxy.proxy.QuoteProxy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "quote-proxy",
    description = {
      "The price source's front: checks, signs and caches quotes.",
      "",
      "Fetches prices from the legacy quote server, checks, time-stamps and signs them, and keeps"
          + " each for 60 seconds. Runs until it is stopped."
    },
    showDefaultValues = true,
    sortOptions = false)
final class QuoteProxyVerb implements Callable<Integer> {

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7300",
      description = "Where gRPC is served; port 0 takes any free one.")
  private Endpoint listen;

  @Option(
      names = "--source",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:4444",
      description = "The legacy quote server.")
  private Endpoint source;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = {
        "Holds the signing key, made when there is none, and quote-keys.txt,",
        "the public keys for the nodes' --quote-keys. Looked at every few seconds."
      })
  private Path data;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "proxy1",
      description = "Stands in every quote and audit log.")
  private String name;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "" + Limits.CONNECTIONS_DEFAULT,
      description = "Hits on the source side by side, at most.")
  private int connections;

  @Option(
      names = "--hits-per-second",
      paramLabel = "N",
      defaultValue = "" + Limits.HITS_PER_SECOND_DEFAULT,
      description = "Hits on the source a second, at most; it lies above some 1000.")
  private int hitsPerSecond;

  @Option(
      names = "--hit-timeout-millis",
      paramLabel = "MS",
      defaultValue = "" + Limits.HIT_MILLIS_DEFAULT,
      description = "How long one hit may take; the source needs up to 4 s.")
  private long hitMillis;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "thrifty",
      description = {
        "How many hits it may cost to be quick. thrifty: one for a price;",
        "hedged: a second one beside a slow one;",
        "eager: prices in demand are fetched anew before they run out."
      })
  private Policy policy;

  @Option(
      names = "--hedge-percentile",
      paramLabel = "P",
      defaultValue = "" + Limits.HEDGE_PERCENTILE_DEFAULT,
      description = "hedged: a hit is slow when it takes longer than P %% of recent ones, 1 to 99.")
  private int hedgePercentile;

  @Option(
      names = "--hedge-budget-percent",
      paramLabel = "N",
      defaultValue = "" + Limits.HEDGE_BUDGET_PERCENT_DEFAULT,
      description = "hedged: second hits for a hundred first ones, at most, 0 to 100.")
  private int hedgeBudgetPercent;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean isHelpAsked;

  @Override
  public Integer call() throws Exception {
    QuoteProxy proxy =
        QuoteProxy.start(
            new ProxyOptions(
                listen,
                new SourceOptions(source, connections, hitsPerSecond, hitMillis),
                data,
                name,
                policy,
                new HedgeOptions(hedgePercentile, hedgeBudgetPercent)));
    StopOnSignal.close(proxy);
    System.out.println("rialto-quote-proxy " + proxy.name() + " serving on " + proxy.endpoint());
    proxy.awaitTermination();
    return 0;
  }
}
