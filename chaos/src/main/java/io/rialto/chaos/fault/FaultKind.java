package io.rialto.chaos.fault;

import java.util.EnumSet;
import java.util.Locale;
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
  LEADER_ALONE(Scope.NETWORK, "is cut off from all others", Target.LEADER),
  MINORITY_CUT(Scope.NETWORK, "is cut off from the majority", Target.MINORITY),
  ONE_WAY_CUT(
      Scope.NETWORK, "is heard no more, but hears the others", Target.LEADER, Target.FOLLOWER),
  BRIDGE(Scope.NETWORK, "alone reaches all others, who are cut apart", Target.FOLLOWER),
  DELAY(Scope.NETWORK, "hears and is heard late", Target.LEADER, Target.ALL),
  JITTER(Scope.NETWORK, "hears and is heard at uneven times", Target.LEADER, Target.ALL),
  LOSS(Scope.NETWORK, "loses packets both ways", Target.LEADER, Target.ALL),
  DUPLICATION(Scope.NETWORK, "gets packets twice, and sends them twice", Target.ALL),
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
  private final String phrase;
  private final Set<Target> targets;

  FaultKind(Scope scope, String phrase, Target first, Target... others) {
    this.scope = scope;
    this.phrase = phrase;
    this.targets = EnumSet.of(first, others);
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

  Scope scope() {
    return scope;
  }
}
