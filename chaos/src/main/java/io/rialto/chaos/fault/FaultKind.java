package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Effect;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everything that can be broken, and on whom. */
public enum FaultKind {
  KILL(Scope.NODES, "is killed (SIGKILL)", Target.LEADER, Target.FOLLOWER, Target.MINORITY),
  KILL_ALL(Scope.NODES, "are all killed at once (SIGKILL)", Target.ALL),
  POWER_CUT(
      Scope.NODES,
      "loses power, and what its disk was not made to keep",
      Target.LEADER,
      Target.FOLLOWER,
      Target.ALL),
  FAILING_SYNC(
      Scope.NODES, "has a disk that fails to sync its log", Target.LEADER, Target.FOLLOWER),
  SLOW_DISK(Scope.NODES, "has a slow disk", Target.LEADER, Target.FOLLOWER, Target.ALL),
  FULL_DISK(Scope.NODES, "has a full disk", Target.LEADER, Target.FOLLOWER),
  SHORT_PAUSE(Scope.NODES, "is stopped for less than an election", Target.LEADER, Target.FOLLOWER),
  LONG_PAUSE(
      Scope.NODES,
      "is stopped for longer than an election",
      Target.LEADER,
      Target.FOLLOWER,
      Target.MINORITY),
  LEADER_ALONE(Effect.CUT, "is cut off from all others", Target.LEADER),
  MINORITY_CUT(Effect.CUT, "is cut off from the majority", Target.MINORITY),
  ONE_WAY_CUT(Effect.CUT, "is cut off in one direction", Target.LEADER, Target.FOLLOWER),
  BRIDGE(Effect.CUT, "alone reaches all others, who are cut apart", Target.FOLLOWER),
  DELAY(Effect.DELAY, "hears and is heard late", Target.LEADER, Target.ALL),
  JITTER(Effect.JITTER, "hears and is heard at uneven times", Target.LEADER, Target.ALL),
  LOSS(Effect.LOSS, "loses packets both ways", Target.LEADER, Target.ALL),
  DUPLICATION(Effect.DUPLICATION, "gets packets twice, and sends them twice", Target.ALL),
  TORN_LOG(Scope.NODES, "dies while it writes: its log ends in half an entry", Target.FOLLOWER),
  FLIPPED_LOG(Scope.REPLICA, "has a flipped bit in its log while it is down", Target.FOLLOWER),
  FLIPPED_STATE(
      Scope.REPLICA, "has a flipped bit in its state's files while it is down", Target.FOLLOWER),
  CLOCK_FORWARD(Scope.NODES, "has a clock that jumps forward", Target.LEADER, Target.FOLLOWER),
  CLOCK_BACK(Scope.NODES, "has a clock that jumps back", Target.LEADER, Target.FOLLOWER),
  BLANK_NODE(Scope.REPLICA, "loses its directory", Target.LEADER, Target.FOLLOWER),
  ROLLING_RESTART(Scope.NODES, "are restarted one after the other", Target.ALL),
  LEADERSHIP_TRANSFER(Scope.ADMINISTRATION, "hands leadership to another node", Target.LEADER),
  SNAPSHOT_NOW(Scope.ADMINISTRATION, "is made to take a snapshot", Target.LEADER, Target.ALL),
  PROXY_KILLED(Scope.QUOTES, "is killed (SIGKILL)", Target.QUOTE_PROXY),
  SOURCE_SLOW(Scope.QUOTES, "answers slowly", Target.QUOTE_SOURCE),
  SOURCE_WRONG(Scope.QUOTES, "answers what was not asked", Target.QUOTE_SOURCE),
  SOURCE_SILENT(Scope.QUOTES, "takes requests and says nothing", Target.QUOTE_SOURCE),
  SOURCE_DEAD(Scope.QUOTES, "is killed (SIGKILL)", Target.QUOTE_SOURCE);

  /** What part of the house a fault is in; two in one part never are at the same time. */
  enum Scope {
    /** Processes and what they stand on; nothing acknowledged is lost on any disk. */
    NODES,
    /** One replica is lost from its disk: the others must be whole until it is back. */
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

  /** What happens to whom it hits, as the rest of a sentence that begins with them. */
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
