package io.rialto.chaos.run;

import io.rialto.chaos.fault.FaultKind;
import io.rialto.chaos.fault.Offer;
import io.rialto.chaos.fault.Target;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a run breaks, by name. Each has its page: {@code docs/scenarios/NAME.md}. */
public enum Scenario {
  LEADER_KILLED(
      "The leader's process is killed with SIGKILL, again and again, and comes back.",
      60,
      offer -> offer.equals(new Offer(FaultKind.KILL, Target.LEADER))),
  CRASH_AND_RESYNC(
      "One replica crashes after a few orders and comes back; then another; in the end all are"
          + " equal.",
      60,
      offer -> offer.equals(new Offer(FaultKind.KILL, Target.FOLLOWER))),
  PARTITIONED_LEADER(
      "The leader is cut off from the others, on both ways or on one.",
      60,
      offer ->
          offer.target() == Target.LEADER
              && (offer.kind() == FaultKind.LEADER_ALONE || offer.kind() == FaultKind.ONE_WAY_CUT)),
  PAUSED_LEADER(
      "The leader stands still, longer than an election takes or shorter, and then goes on.",
      60,
      offer ->
          offer.target() == Target.LEADER
              && (offer.kind() == FaultKind.LONG_PAUSE || offer.kind() == FaultKind.SHORT_PAUSE)),
  POWER_CUT(
      "Nodes lose power, and with it all that their disks were not made to keep.",
      60,
      of(FaultKind.POWER_CUT)),
  FULL_DISK("A node's disk is full, and has room again.", 60, of(FaultKind.FULL_DISK)),
  CLOCK_JUMP(
      "A node's clock jumps forward or back, the leader's too.",
      60,
      of(FaultKind.CLOCK_FORWARD, FaultKind.CLOCK_BACK)),
  BLANK_NODE(
      "A node loses its directory and comes back with nothing.", 60, of(FaultKind.BLANK_NODE)),
  ROLLING_RESTART(
      "All nodes are restarted one after the other, as for an upgrade.",
      60,
      of(FaultKind.ROLLING_RESTART)),
  QUOTE_SOURCE_DOWN(
      "The source of prices is slow, wrong, silent or dead, or the proxy before it is.",
      60,
      of(
          FaultKind.PROXY_KILLED,
          FaultKind.SOURCE_DEAD,
          FaultKind.SOURCE_SILENT,
          FaultKind.SOURCE_SLOW,
          FaultKind.SOURCE_WRONG)),
  EVERYTHING("Everything that this machine can break, a shifting few at a time.", 120, any -> true);

  /** In the scenario of everything so many faults may be at the same time. */
  private static final int AT_ONCE_MAX = 3;

  private final String title;
  private final int seconds;
  private final Predicate<Offer> wanted;

  Scenario(String title, int seconds, Predicate<Offer> wanted) {
    this.title = title;
    this.seconds = seconds;
    this.wanted = wanted;
  }

  private static Predicate<Offer> of(FaultKind first, FaultKind... others) {
    Set<FaultKind> kinds = EnumSet.of(first, others);
    return offer -> kinds.contains(offer.kind());
  }

  /** A sentence: what is broken. */
  public String title() {
    return title;
  }

  /** How long it runs unless told otherwise. */
  public int seconds() {
    return seconds;
  }

  /** As it is written on command lines and in files: {@code leader-killed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Scenario> named(String word) {
    return Arrays.stream(values()).filter(scenario -> scenario.word().equals(word)).findFirst();
  }

  /** Those of some faults that it is about. */
  List<Offer> among(List<Offer> offers) {
    return offers.stream().filter(wanted).toList();
  }

  /** The kinds of faults that it is about, whether they can be had or not. */
  Set<FaultKind> kinds() {
    EnumSet<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      if (kind.targets().stream().anyMatch(target -> wanted.test(new Offer(kind, target)))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  int atOnceMax() {
    return this == EVERYTHING ? AT_ONCE_MAX : 1;
  }

  /** Whether each replica is hit in its turn; else whom a fault hits is left to its seed. */
  boolean hitsInTurn() {
    return this == CRASH_AND_RESYNC;
  }
}
