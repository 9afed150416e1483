package io.rialto.chaos.experiments;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Experiment c: QUOTE for prices that are known, and for the same symbols when their prices have
 * run out and changed. The source answers at once: with its own delays there would be nothing else
 * to see.
 */
final class ChangedPrices {

  private static final double NO_DELAYS = 0;

  private final ExperimentClusters clusters;
  private final FreshSymbols fresh;

  ChangedPrices(ExperimentClusters clusters) {
    this.clusters = clusters;
    this.fresh = new FreshSymbols(clusters.plan().seed());
  }

  ChangedResult run() throws IOException, InterruptedException {
    return clusters.measure(NO_DELAYS, this::measure);
  }

  private ChangedResult measure(ProcessCluster cluster) throws IOException, InterruptedException {
    List<String> symbols = fresh.next(clusters.plan().sizes().changedSymbols());
    try (TradingClient client = TradingClient.open(cluster, "first")) {
      client.warmUp(fresh.next(), ExperimentLimits.WARM_UP_COMMANDS);
      Stopwatch unmeasured = new Stopwatch();
      List<Reply> fetched = quotes(client, symbols, unmeasured);
      Stopwatch hits = new Stopwatch();
      requireSame(fetched, quotes(client, symbols, hits));
      awaitEndOfPrices();
      client.warmUp(fresh.next(), ExperimentLimits.CLIENT_WARM_UP_COMMANDS);
      Stopwatch misses = new Stopwatch();
      List<Reply> fetchedAgain = quotes(client, symbols, misses);
      return ChangedResult.of(fetched, hits.latencies(), fetchedAgain, misses.latencies());
    }
  }

  /** Else a hit was none. */
  private static void requireSame(List<Reply> fetched, List<Reply> known) throws IOException {
    for (int symbol = 0; symbol < fetched.size(); symbol++) {
      if (fetched.get(symbol).getQuoteTimeMillis() != known.get(symbol).getQuoteTimeMillis()) {
        throw new ExperimentException(
            "the price of "
                + fetched.get(symbol).getSymbol()
                + " ran out before it was asked for again: this machine is too slow for that");
      }
    }
  }

  private void awaitEndOfPrices() throws InterruptedException {
    clusters
        .screen()
        .event(
            "waiting "
                + ExperimentLimits.PRICE_AGE.toSeconds()
                + " s, until the prices have run out");
    TimeUnit.NANOSECONDS.sleep(ExperimentLimits.PRICE_AGE.toNanos());
  }

  private static List<Reply> quotes(TradingClient client, List<String> symbols, Stopwatch times)
      throws IOException {
    List<Reply> replies = new ArrayList<>();
    for (String symbol : symbols) {
      long began = System.nanoTime();
      CommandResult result = client.execute(CommandKind.QUOTE, symbol);
      times.ends(began);
      if (result.kind() != CommandResult.Kind.DONE) {
        throw new ExperimentException("no price of " + symbol + ": " + result.reply().getMessage());
      }
      replies.add(result.reply());
    }
    return replies;
  }
}
