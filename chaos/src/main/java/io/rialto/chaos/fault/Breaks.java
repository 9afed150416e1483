package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.Network;
import io.rialto.chaos.cluster.Partition;
import io.rialto.chaos.cluster.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** How each kind of fault is done on one cluster, and how hard it hits. */
final class Breaks {

  private final Cluster cluster;
  private final Preparation preparation;

  Breaks(Cluster cluster, Preparation preparation) {
    this.cluster = cluster;
    this.preparation = preparation;
  }

  /** A break of a kind that this cluster is prepared for. */
  Break of(FaultKind kind, RandomGenerator random) {
    return switch (kind) {
      case KILL, KILL_ALL, PROXY_KILLED, SOURCE_DEAD -> new KillBreak(cluster);
      case POWER_CUT -> new PowerCutBreak(cluster, preparation.disks());
      case FAILING_SYNC -> new FailingSyncBreak(cluster, preparation.switches());
      case SLOW_DISK ->
          new SlowDiskBreak(
              cluster,
              preparation.switches(),
              between(FaultLimits.SLOW_SYNC_MILLIS_MIN, FaultLimits.SLOW_SYNC_MILLIS_MAX, random));
      case FULL_DISK -> new FullDiskBreak(cluster, preparation.disks());
      case SHORT_PAUSE -> PauseBreak.shorterThanAnElection(cluster);
      case LONG_PAUSE -> PauseBreak.longerThanAnElection(cluster);
      case LEADER_ALONE, MINORITY_CUT -> partition(Partition::apart);
      case ONE_WAY_CUT -> oneWayCut(random.nextBoolean());
      case BRIDGE -> partition((nodes, hit) -> Partition.bridge(nodes, hit.get(0)));
      case DELAY -> traffic(Traffic.delayed(delay(random), Duration.ZERO));
      case JITTER -> {
        Duration delay = delay(random);
        yield traffic(Traffic.delayed(delay, delay));
      }
      case LOSS ->
          traffic(
              Traffic.losing(
                  share(FaultLimits.LOSS_PERCENT_MIN, FaultLimits.LOSS_PERCENT_MAX, random)));
      case DUPLICATION ->
          traffic(
              Traffic.duplicating(
                  share(
                      FaultLimits.DUPLICATION_PERCENT_MIN,
                      FaultLimits.DUPLICATION_PERCENT_MAX,
                      random)));
      case TORN_LOG -> new TornLogBreak(cluster, random.nextLong());
      case FLIPPED_LOG -> RottenFilesBreak.ofLog(cluster, random.nextLong());
      case FLIPPED_STATE -> RottenFilesBreak.ofState(cluster, random.nextLong());
      case CLOCK_FORWARD -> new ClockBreak(preparation.switches(), clockJump(random));
      case CLOCK_BACK -> new ClockBreak(preparation.switches(), -clockJump(random));
      case BLANK_NODE -> new BlankBreak(cluster);
      case ROLLING_RESTART -> new RollingRestart(cluster);
      case LEADERSHIP_TRANSFER -> NodeOrder.handOver(cluster, random.nextLong());
      case SNAPSHOT_NOW -> NodeOrder.takeSnapshot(cluster);
      case SOURCE_SLOW ->
          new SourceBreak(cluster, "delay-millis=" + FaultLimits.SLOW_SOURCE.toMillis());
      case SOURCE_WRONG ->
          new SourceBreak(
              cluster,
              "fault-rate=1 faults=WRONG_SYMBOL,WRONG_USER,BAD_PRICE,GARBAGE,CUT_SHORT,OVERSIZED");
      case SOURCE_SILENT -> new SourceBreak(cluster, "fault-rate=1 faults=SILENT");
    };
  }

  private Network network() {
    return cluster
        .network()
        .orElseThrow(() -> new IllegalStateException("the cluster has no network to hurt"));
  }

  private Break partition(BiFunction<List<String>, List<String>, Partition> tear) {
    return new PartitionBreak(cluster, network(), tear);
  }

  private Break oneWayCut(boolean mute) {
    return partition(
        (nodes, hit) ->
            mute ? Partition.mute(nodes, hit.get(0)) : Partition.deaf(nodes, hit.get(0)));
  }

  private Break traffic(Traffic traffic) {
    return new TrafficBreak(cluster, network(), traffic);
  }

  private static Duration delay(RandomGenerator random) {
    return Duration.ofMillis(
        between(FaultLimits.DELAY_MILLIS_MIN, FaultLimits.DELAY_MILLIS_MAX, random));
  }

  private static double share(int percentMin, int percentMax, RandomGenerator random) {
    return between(percentMin, percentMax, random) / 100.0;
  }

  private static long clockJump(RandomGenerator random) {
    return between(FaultLimits.CLOCK_JUMP_SECONDS_MIN, FaultLimits.CLOCK_JUMP_SECONDS_MAX, random);
  }

  private static int between(int least, int most, RandomGenerator random) {
    return random.nextInt(least, most + 1);
  }
}
