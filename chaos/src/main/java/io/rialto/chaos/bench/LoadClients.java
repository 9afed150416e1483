package io.rialto.chaos.bench;

import io.rialto.chaos.demo.DemoScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** All clients of a load. Used by one thread, once. */
final class LoadClients implements AutoCloseable {

  private final List<LoadClient> clients = new ArrayList<>();
  private final DemoScreen screen;

  /**
   * @param targets one for each client, which closes it
   */
  LoadClients(List<LoadTarget> targets, LoadPlan plan, DemoScreen screen) {
    this.screen = screen;
    for (LoadTarget target : targets) {
      clients.add(new LoadClient(target, plan, clients.size() + 1));
    }
  }

  void start() {
    clients.forEach(LoadClient::start);
  }

  /** Lets it run; returns how many were answered in each second. */
  List<Long> watch(String what, long seconds) throws InterruptedException {
    List<Long> perSecond = new ArrayList<>();
    long start = System.nanoTime();
    long last = counts().answered();
    screen.workloadStarts(what + " for " + seconds + " s", seconds);
    try {
      for (long second = 1; second <= seconds; second++) {
        long end = start + TimeUnit.SECONDS.toNanos(second);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
        long now = counts().answered();
        perSecond.add(now - last);
        last = now;
        screen.workloadProgress(second);
      }
    } finally {
      screen.workloadEnds();
    }
    return perSecond;
  }

  /**
   * A stretch of the load.
   *
   * @param counts of what ended in it
   * @param perSecond how many were answered in each of its seconds
   */
  record Window(long nanos, LoadCounts counts, List<Long> perSecond) {

    double answeredPerSecond() {
      return counts.answered() * 1e9 / nanos;
    }
  }

  /** Measures a stretch: latencies are kept of what is to be sent in it. */
  Window measure(long seconds) throws InterruptedException {
    LoadCounts before = counts();
    long from = System.nanoTime();
    clients.forEach(LoadClient::beginWindow);
    List<Long> perSecond = watch("measuring", seconds);
    clients.forEach(LoadClient::endWindow);
    return new Window(System.nanoTime() - from, counts().minus(before), perSecond);
  }

  LoadCounts counts() {
    return clients.stream().map(LoadClient::counts).reduce(LoadCounts.NONE, LoadCounts::plus);
  }

  /** Sends no more, waits for the last answer; returns the latencies, in µs, of the window. */
  Histogram drain() throws InterruptedException {
    for (LoadClient client : clients) {
      client.stopSending();
    }
    Histogram micros = new Histogram(LoadClient.SIGNIFICANT_DIGITS);
    for (LoadClient client : clients) {
      micros.add(client.awaitAll());
    }
    return micros;
  }

  @Override
  public void close() {
    clients.forEach(LoadClient::close);
  }
}
