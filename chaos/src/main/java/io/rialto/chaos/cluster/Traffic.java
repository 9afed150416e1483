package io.rialto.chaos.cluster;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the way from one node to another treats what is sent over it.
 *
 * @param delay by which everything arrives later, one way
 * @param jitter by which the delay varies at most, up and down; never below no delay at all
 * @param loss share of the packets that do not arrive, 0 to 1
 * @param duplication share of the packets that arrive twice, 0 to 1
 */
public record Traffic(Duration delay, Duration jitter, double loss, double duplication) {

  public static final Traffic STRAIGHT = new Traffic(Duration.ZERO, Duration.ZERO, 0, 0);

  public Traffic {
    requireDuration("delay", delay);
    requireDuration("jitter", jitter);
    requireShare("loss", loss);
    requireShare("duplication", duplication);
  }

  public static Traffic delayed(Duration delay, Duration jitter) {
    return new Traffic(delay, jitter, 0, 0);
  }

  public static Traffic losing(double share) {
    return new Traffic(Duration.ZERO, Duration.ZERO, share, 0);
  }

  public static Traffic duplicating(double share) {
    return new Traffic(Duration.ZERO, Duration.ZERO, 0, share);
  }

  /** What a network must be able to do for this. */
  public Set<Effect> effects() {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (!delay.isZero()) {
      effects.add(Effect.DELAY);
    }
    if (!jitter.isZero()) {
      effects.add(Effect.JITTER);
    }
    if (loss > 0) {
      effects.add(Effect.LOSS);
    }
    if (duplication > 0) {
      effects.add(Effect.DUPLICATION);
    }
    return effects;
  }

  /** Refuses what a network cannot do. */
  void requireAmong(Set<Effect> possible) {
    if (!possible.containsAll(effects())) {
      throw new IllegalArgumentException(
          "this network can do " + possible + ", but not " + effects());
    }
  }

  private static void requireDuration(String name, Duration value) {
    if (value.isNegative() || value.compareTo(ClusterLimits.DELAY_MAX) > 0) {
      throw new IllegalArgumentException(
          name + " is 0 to " + ClusterLimits.DELAY_MAX.toSeconds() + " s, not " + value);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is a share from 0 to 1, not " + value);
    }
  }
}
