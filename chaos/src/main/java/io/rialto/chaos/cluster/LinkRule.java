package io.rialto.chaos.cluster;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What happens to the bytes on the way from one node to another. Used by the links' thread alone.
 *
 * <p>Loss is shown as what TCP makes of it, a stall: the sender notices nothing for 200 ms, sends
 * again, and waits twice as long each time that is lost too. The quicker repair that TCP knows,
 * when later packets arrive, is left out: engines send little and seldom have any under way.
 */
final class LinkRule {

  /** What an Ethernet packet carries of a TCP stream. */
  private static final int PACKET_BYTES = 1448;

  /** Linux waits at least so long before it sends again. */
  private static final long RETRANSMISSION_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final RandomGenerator random;
  private Traffic traffic = Traffic.STRAIGHT;
  private boolean cut;

  LinkRule(RandomGenerator random) {
    this.random = random;
  }

  void cut() {
    cut = true;
  }

  void shape(Traffic shaped) {
    traffic = shaped;
    cut = false;
  }

  boolean isCut() {
    return cut;
  }

  /** Whether everything passes at once. */
  boolean isStraight() {
    return !cut && traffic.equals(Traffic.STRAIGHT);
  }

  /** How long bytes that were just sent are under way. */
  long travelNanos(int bytes) {
    return delayNanos() + stallNanos(bytes);
  }

  private long delayNanos() {
    long jitter = traffic.jitter().toNanos();
    long delay = traffic.delay().toNanos();
    return jitter == 0 ? delay : Math.max(0, delay + random.nextLong(-jitter, jitter + 1));
  }

  private long stallNanos(int bytes) {
    if (traffic.loss() == 0) {
      return 0;
    }
    int packets = 1 + Math.max(0, bytes - 1) / PACKET_BYTES;
    double allArrive = Math.pow(1 - traffic.loss(), packets);
    if (random.nextDouble() < allArrive) {
      return 0;
    }
    long stall = RETRANSMISSION_NANOS;
    long wait = RETRANSMISSION_NANOS;
    while (random.nextDouble() < traffic.loss() && stall < ClusterLimits.DELAY_MAX.toNanos()) {
      wait *= 2;
      stall += wait;
    }
    return Math.min(stall, ClusterLimits.DELAY_MAX.toNanos());
  }
}
