package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.demo.DemoScreen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Kills each victim once when its moment comes, and brings it back, on a thread of its own and one
 * after the other.
 */
final class MidwayKills implements AutoCloseable {

  private final ProcessCluster cluster;
  private final DemoScreen screen;
  private final Map<QuotesPlan.Victim, Long> moments = new EnumMap<>(QuotesPlan.Victim.class);
  private final List<Future<String>> kills = new ArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "midway-kills"));

  /**
   * @param commands how many there are in all
   */
  MidwayKills(ProcessCluster cluster, QuotesPlan plan, long commands, DemoScreen screen) {
    this.cluster = cluster;
    this.screen = screen;
    for (QuotesPlan.Victim victim : plan.victims()) {
      moments.put(victim, victim == QuotesPlan.Victim.PROXY ? commands / 3 : commands * 2 / 3);
    }
  }

  /** So many commands are answered by now. */
  void answered(long commands) {
    for (QuotesPlan.Victim victim : List.copyOf(moments.keySet())) {
      if (commands >= moments.get(victim)) {
        moments.remove(victim);
        kills.add(thread.submit(() -> kill(victim)));
      }
    }
  }

  private String kill(QuotesPlan.Victim victim) throws IOException, InterruptedException {
    String member = victim == QuotesPlan.Victim.PROXY ? ProcessCluster.QUOTE_PROXY : leader();
    cluster.kill(member);
    screen.event("killed " + member + " with SIGKILL; starting it again");
    cluster.launch(member);
    cluster.awaitServing(member);
    screen.event(member + " serves again");
    return member;
  }

  private String leader() throws ClusterException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      return statuses
          .awaitReadyLeader(BenchLimits.SERVE_MAX)
          .orElseThrow(() -> new ClusterException("no node leads"));
    }
  }

  /** Waits until all who were killed are back; returns who they were, in order. */
  List<String> finish() throws IOException, InterruptedException {
    List<String> killed = new ArrayList<>();
    for (Future<String> kill : kills) {
      try {
        killed.add(kill.get());
      } catch (ExecutionException e) {
        throw new BenchException(String.valueOf(e.getCause().getMessage()));
      }
    }
    return killed;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
