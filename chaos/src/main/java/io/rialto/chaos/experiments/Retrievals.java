package io.rialto.chaos.experiments;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.QuoteProxies;
import io.rialto.chaos.cluster.QuoteSource;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SpeedPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Experiment e: prices asked of the quote proxy itself, many side by side, while it waits for each
 * reply of the source, and while it asks a second time after a time-out. Before each run the proxy
 * and the source start anew, so that each run meets the same delays.
 */
final class Retrievals {

  /**
   * How the proxy is told to be.
   *
   * @param options of its program, beside the policy
   */
  private record Setting(String name, SpeedPolicy policy, List<String> options) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("thrifty", SpeedPolicy.THRIFTY, List.of()),
          new Setting("hedged, percentile 90", SpeedPolicy.HEDGED, List.of()),
          new Setting(
              "hedged, percentile 80", SpeedPolicy.HEDGED, List.of("--hedge-percentile", "80")));

  private final ExperimentClusters clusters;
  private final List<String> before;
  private final List<String> measured;

  Retrievals(ExperimentClusters clusters) {
    this.clusters = clusters;
    FreshSymbols fresh = new FreshSymbols(clusters.plan().seed());
    before = fresh.next(ExperimentLimits.RETRIEVALS_BEFORE);
    measured = fresh.next(clusters.plan().sizes().retrieved());
  }

  RetrievalResult run() throws IOException, InterruptedException {
    return clusters.measure(this::measure);
  }

  private RetrievalResult measure(ProcessCluster cluster) throws IOException, InterruptedException {
    List<RetrievalResult.Run> runs = new ArrayList<>();
    for (Setting setting : SETTINGS) {
      restart(cluster, setting);
      clusters.screen().event(Decimals.shown(measured.size()) + " prices, " + setting.name());
      runs.add(measure(cluster, setting));
    }
    return new RetrievalResult(runs);
  }

  private static void restart(ProcessCluster cluster, Setting setting)
      throws IOException, InterruptedException {
    cluster.kill(ProcessCluster.QUOTE_PROXY);
    cluster.kill(ProcessCluster.QUOTE_SIMULATOR);
    cluster.setQuotes(Optional.empty(), Optional.empty(), Optional.of(setting.policy()));
    cluster.setQuoteProxyOptions(setting.options());
    for (String member : List.of(ProcessCluster.QUOTE_SIMULATOR, ProcessCluster.QUOTE_PROXY)) {
      cluster.launch(member);
      cluster.awaitServing(member);
    }
  }

  private RetrievalResult.Run measure(ProcessCluster cluster, Setting setting)
      throws IOException, InterruptedException {
    ManagedChannel channel =
        Grpc.newChannelBuilder(
                cluster.file().quoteProxy().endpoint(), InsecureChannelCredentials.create())
            .build();
    try {
      QuoteRequests requests = new QuoteRequests(QuotesGrpc.newStub(channel));
      requests.askAll(before, new Stopwatch());
      QuoteSource source = QuoteSource.of(cluster.file());
      QuoteProxyStatus proxyBefore = QuoteProxies.status(cluster.file());
      long hitsBefore = source.hits();
      Stopwatch times = new Stopwatch();
      long failed = requests.askAll(measured, times);
      QuoteProxyStatus proxyAfter = QuoteProxies.status(cluster.file());
      return new RetrievalResult.Run(
          setting.name(),
          times.micros(),
          source.hits() - hitsBefore,
          proxyAfter.getHedges() - proxyBefore.getHedges(),
          proxyAfter.getHedgesWon() - proxyBefore.getHedgesWon(),
          failed);
    } finally {
      channel.shutdownNow();
    }
  }
}
