package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Effect;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everything that can be broken, and on whom. */
public enum FaultKind {
  KILL(Scope.NODES, "killed (SIGKILL)", Target.LEADER, Target.FOLLOWER, Target.MINORITY),
  KILL_ALL(Scope.NODES, "killed at once (SIGKILL)", Target.ALL),
  POWER_CUT(
      Scope.NODES,
      "power cut, and what was not synced is lost",
      Target.LEADER,
      Target.FOLLOWER,
      Target.ALL),
  FAILING_SYNC(Scope.NODES, "the disk fails to sync the log", Target.LEADER, Target.FOLLOWER),
  SLOW_DISK(
      Scope.NODES, "the disk is slow to sync the log", Target.LEADER, Target.FOLLOWER, Target.ALL),
  FULL_DISK(Scope.REPLICA, "the disk is full", Target.LEADER, Target.FOLLOWER),
  SHORT_PAUSE(
      Scope.NODES, "stopped for less than an election (SIGSTOP)", Target.LEADER, Target.FOLLOWER),
  LONG_PAUSE(
      Scope.NODES,
      "stopped for longer than an election (SIGSTOP)",
      Target.LEADER,
      Target.FOLLOWER,
      Target.MINORITY),
  LEADER_ALONE(Effect.CUT, "cut off from all others", Target.LEADER),
  MINORITY_CUT(Effect.CUT, "cut off from the majority", Target.MINORITY),
  ONE_WAY_CUT(Effect.CUT, "cut off in one direction", Target.LEADER, Target.FOLLOWER),
  BRIDGE(Effect.CUT, "the only one to reach all others, who are cut apart", Target.FOLLOWER),
  DELAY(Effect.DELAY, "messages come late", Target.LEADER, Target.ALL),
  JITTER(Effect.JITTER, "messages come at uneven times", Target.LEADER, Target.ALL),
  LOSS(Effect.LOSS, "packets are lost", Target.LEADER, Target.ALL),
  DUPLICATION(Effect.DUPLICATION, "packets come twice", Target.ALL),
  TORN_LOG(Scope.NODES, "killed while writing, and the log ends in half an entry", Target.FOLLOWER),
  FLIPPED_LOG(Scope.REPLICA, "down, and a bit of the log flips", Target.FOLLOWER),
  FLIPPED_STATE(Scope.REPLICA, "down, and the state's tables are damaged", Target.FOLLOWER),
  CLOCK_FORWARD(Scope.NODES, "the clock jumps forward", Target.LEADER, Target.FOLLOWER),
  CLOCK_BACK(Scope.NODES, "the clock jumps back", Target.LEADER, Target.FOLLOWER),
  BLANK_NODE(Scope.REPLICA, "killed, and the directory is lost", Target.LEADER, Target.FOLLOWER),
  ROLLING_RESTART(Scope.NODES, "restarted one after the other", Target.ALL),
  LEADERSHIP_TRANSFER(Scope.ADMINISTRATION, "told to hand leadership over", Target.LEADER),
  SNAPSHOT_NOW(Scope.ADMINISTRATION, "told to take a snapshot", Target.LEADER, Target.ALL),
  PROXY_KILLED(Scope.QUOTES, "killed (SIGKILL)", Target.QUOTE_PROXY),
  SOURCE_SLOW(Scope.QUOTES, "answers come late", Target.QUOTE_SOURCE),
  SOURCE_WRONG(Scope.QUOTES, "answers are not what was asked for", Target.QUOTE_SOURCE),
  SOURCE_SILENT(Scope.QUOTES, "requests are taken and never answered", Target.QUOTE_SOURCE),
  SOURCE_DEAD(Scope.QUOTES, "killed (SIGKILL)", Target.QUOTE_SOURCE);

  /** What part of the house a fault is in; two in one part never are at the same time. */
  enum Scope {
    /** Processes and what they stand on; nothing acknowledged is lost on any disk. */
    NODES,
    /** One replica is lost from its disk, or its votes are: the others must be whole until then. */
    REPLICA,
    NETWORK,
    ADMINISTRATION,
    QUOTES
  }

  private final Scope scope;
  private final Effect effect;
  private final String phrase;
  private final Set<Target> targets;

  FaultKind(Scope scope, String phrase, Target first, Target... others) {
    this(scope, null, phrase, EnumSet.of(first, others));
  }

  FaultKind(Effect effect, String phrase, Target first, Target... others) {
    this(Scope.NETWORK, effect, phrase, EnumSet.of(first, others));
  }

  FaultKind(Scope scope, Effect effect, String phrase, Set<Target> targets) {
    this.scope = scope;
    this.effect = effect;
    this.phrase = phrase;
    this.targets = targets;
  }

  /** What happens to whom it hits, one or several. */
  public String phrase() {
    return phrase;
  }

  /** Whom it can hit. */
  public Set<Target> targets() {
    return Set.copyOf(targets);
  }

  /** As it is written in files and on command lines: {@code power-cut}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it asks of the network; empty if nothing. */
  Optional<Effect> effect() {
    return Optional.ofNullable(effect);
  }

  Scope scope() {
    return scope;
  }
}
