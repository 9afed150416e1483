package io.rialto.chaos.experiments;

import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.proto.trading.CommandKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Experiment b: QUOTE and BUY of several clients side by side, for symbols that nobody has asked
 * for, and for the same ones again.
 */
final class ResponseTimes {

  private final ExperimentClusters clusters;
  private final FreshSymbols symbols;

  ResponseTimes(ExperimentClusters clusters) {
    this.clusters = clusters;
    this.symbols = new FreshSymbols(clusters.plan().seed());
  }

  ResponseResult run() throws IOException, InterruptedException {
    return clusters.measure(this::measure);
  }

  private ResponseResult measure(ProcessCluster cluster) throws IOException, InterruptedException {
    List<ResponseResult.Row> rows = new ArrayList<>();
    try (TradingClient first = TradingClient.open(cluster, "first")) {
      first.warmUp(symbols.next(), ExperimentLimits.WARM_UP_COMMANDS);
    }
    for (int count : clusters.plan().sizes().clients()) {
      try (SideBySide clients = new SideBySide(cluster, count)) {
        clients.warmUp();
        rows.addAll(clients.measure(CommandKind.QUOTE));
        rows.addAll(clients.measure(CommandKind.BUY));
      }
    }
    return new ResponseResult(rows);
  }

  /** So many clients, each with its thread. */
  private final class SideBySide implements AutoCloseable {

    private final ProcessCluster cluster;
    private final NodeStatuses statuses;
    private final ExecutorService threads;
    private final List<TradingClient> clients = new ArrayList<>();

    SideBySide(ProcessCluster cluster, int count) {
      this.cluster = cluster;
      this.statuses = new NodeStatuses(cluster.file());
      this.threads = Executors.newFixedThreadPool(count);
      for (int number = 1; number <= count; number++) {
        clients.add(TradingClient.open(cluster, "client-" + number + "-of-" + count));
      }
    }

    void warmUp() throws IOException {
      String symbol = symbols.next();
      for (TradingClient client : clients) {
        client.warmUp(symbol, ExperimentLimits.CLIENT_WARM_UP_COMMANDS);
      }
    }

    /** Without known prices, and with. */
    List<ResponseResult.Row> measure(CommandKind kind) throws IOException, InterruptedException {
      int each = clusters.plan().sizes().commandsOfEach(clients.size());
      List<List<String>> asked = new ArrayList<>();
      clients.forEach(client -> asked.add(symbols.next(each)));
      ResponseResult.Row without = measure(kind, asked, false);
      return List.of(without, measure(kind, asked, true));
    }

    private ResponseResult.Row measure(CommandKind kind, List<List<String>> asked, boolean known)
        throws IOException, InterruptedException {
      clusters
          .screen()
          .event(
              kind
                  + " with "
                  + clients.size()
                  + (clients.size() == 1 ? " client: " : " clients: ")
                  + (known ? "every price is known" : "no price is known"));
      ServiceReading before = ServiceReading.take(cluster, statuses);
      Stopwatch times = new Stopwatch();
      long failed = pass(kind, asked, times);
      ServiceReading between = ServiceReading.take(cluster, statuses).since(before);
      return new ResponseResult.Row(
          kind, clients.size(), known, times.latencies(), between, failed);
    }

    /** Each client through its symbols; returns how many commands failed. */
    private long pass(CommandKind kind, List<List<String>> asked, Stopwatch times)
        throws IOException, InterruptedException {
      List<Future<Long>> passes = new ArrayList<>();
      for (int number = 0; number < clients.size(); number++) {
        TradingClient client = clients.get(number);
        List<String> own = asked.get(number);
        passes.add(threads.submit(() -> client.executeAll(kind, own, times)));
      }
      long failed = 0;
      for (Future<Long> pass : passes) {
        failed += failedIn(pass);
      }
      return failed;
    }

    private long failedIn(Future<Long> pass) throws IOException, InterruptedException {
      try {
        return pass.get();
      } catch (ExecutionException e) {
        throw new ExperimentException("a client failed: " + e.getCause(), e);
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
      clients.forEach(TradingClient::close);
      statuses.close();
    }
  }
}
