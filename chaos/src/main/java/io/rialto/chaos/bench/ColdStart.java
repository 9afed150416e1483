package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.demo.DemoScreen;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a load that goes on came to when nodes that are not warm took over: the first seconds after
 * all were restarted, or after the leader was killed.
 *
 * @param outageMillis from the kill to the first answer
 * @param perSecond how many were answered in each second from there on
 */
public record ColdStart(Upheaval after, long outageMillis, List<Long> perSecond) {

  /** Kills, and starts again what is killed; returns after the first seconds. */
  static ColdStart measure(
      Upheaval upheaval, ProcessCluster processes, LoadClients clients, DemoScreen screen)
      throws IOException, InterruptedException {
    MeasuredCluster cluster = new MeasuredCluster(processes);
    List<String> victims =
        upheaval == Upheaval.RESTART ? cluster.nodes() : List.of(cluster.leader());
    long killedNanos = System.nanoTime();
    for (String victim : victims) {
      processes.kill(victim);
    }
    screen.event("killed " + String.join(", ", victims) + " with SIGKILL");
    long before = awaitSilence(clients);
    if (upheaval == Upheaval.RESTART) {
      launch(processes, victims);
    }
    awaitAnswer(clients, before);
    long outageNanos = System.nanoTime() - killedNanos;
    List<Long> perSecond = clients.watch("counting answers", BenchLimits.COLD_START.toSeconds());
    if (upheaval == Upheaval.FAILOVER) {
      launch(processes, victims);
    }
    for (String victim : victims) {
      processes.awaitReady(victim);
    }
    return new ColdStart(upheaval, TimeUnit.NANOSECONDS.toMillis(outageNanos), perSecond);
  }

  private static void launch(ProcessCluster processes, List<String> victims) throws IOException {
    for (String victim : victims) {
      processes.launch(victim);
    }
  }

  /** Answers that the dead had sent still arrive; returns how many there were in all. */
  private static long awaitSilence(LoadClients clients) throws InterruptedException {
    long answered;
    do {
      answered = clients.counts().answered();
      TimeUnit.NANOSECONDS.sleep(BenchLimits.LOOK_EVERY.toNanos());
    } while (clients.counts().answered() != answered);
    return answered;
  }

  private static void awaitAnswer(LoadClients clients, long before)
      throws BenchException, InterruptedException {
    long deadline = System.nanoTime() + BenchLimits.SERVE_MAX.toNanos();
    while (clients.counts().answered() == before) {
      if (System.nanoTime() >= deadline) {
        throw new BenchException(
            "no command was answered for " + BenchLimits.SERVE_MAX.toSeconds() + " s");
      }
      TimeUnit.NANOSECONDS.sleep(BenchLimits.LOOK_EVERY.toNanos());
    }
  }

  double commandsPerSecond() {
    return perSecond.stream().mapToLong(Long::longValue).average().orElse(0);
  }
}
