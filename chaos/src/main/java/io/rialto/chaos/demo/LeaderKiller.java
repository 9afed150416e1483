package io.rialto.chaos.demo;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeStatuses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Kills whoever leads, and brings it back, on a thread of its own and one after the other: a second
 * node is never killed before the first takes part again, so a majority of three always lives.
 */
final class LeaderKiller implements AutoCloseable {

  private static final Duration SUCCESSION_MAX = Duration.ofSeconds(60);
  private static final Duration WHOLE_MAX = Duration.ofMinutes(3);

  private final Cluster cluster;
  private final KillSchedule schedule;
  private final Consumer<String> progress;
  private final NodeStatuses statuses;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "leader-killer"));
  private final List<Future<LeaderKill>> kills = new ArrayList<>();

  LeaderKiller(Cluster cluster, KillSchedule schedule, Consumer<String> progress) {
    this.cluster = cluster;
    this.schedule = schedule;
    this.progress = progress;
    this.statuses = new NodeStatuses(cluster.file());
  }

  /** Kills the next leader as soon as the cluster is whole; returns at once. */
  void killNext() {
    kills.add(thread.submit(this::killLeader));
  }

  private LeaderKill killLeader() throws ClusterException, InterruptedException {
    boolean whole = false;
    try {
      String leader = required(statuses.awaitReadyLeader(SUCCESSION_MAX));
      long killed = System.nanoTime();
      cluster.kill(leader);
      schedule.killed();
      progress.accept("killed " + leader + ", the leader, with SIGKILL");
      String successor = required(statuses.awaitSuccessor(leader, SUCCESSION_MAX));
      long succeeded = System.nanoTime();
      progress.accept(
          successor
              + " leads "
              + (succeeded - killed) / 1_000_000
              + " ms later; starting "
              + leader
              + " again");
      cluster.launch(leader);
      cluster.awaitReady(leader);
      LeaderKill kill = new LeaderKill(leader, successor, killed, succeeded, System.nanoTime());
      progress.accept(leader + " takes part again, " + kill.backMillis() + " ms after its death");
      whole = true;
      return kill;
    } finally {
      if (whole) {
        schedule.recovered();
      } else {
        schedule.giveUp();
      }
    }
  }

  private static String required(Optional<String> leader) throws ClusterException {
    return leader.orElseThrow(
        () -> new ClusterException("no leader within " + SUCCESSION_MAX.toSeconds() + " s"));
  }

  /** Waits until all is done that was asked for; the exception says what went wrong. */
  List<LeaderKill> finish() throws ClusterException, InterruptedException {
    List<LeaderKill> done = new ArrayList<>();
    for (Future<LeaderKill> kill : kills) {
      try {
        done.add(kill.get(WHOLE_MAX.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        throw new ClusterException("a killed leader did not come back", e);
      } catch (ExecutionException e) {
        throw new ClusterException(String.valueOf(e.getCause().getMessage()), e.getCause());
      }
    }
    return done;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    statuses.close();
  }
}
