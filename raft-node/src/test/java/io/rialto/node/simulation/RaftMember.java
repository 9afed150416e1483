package io.rialto.node.simulation;

/** One member of the Raft group: what it has on its disk, and what it believes. */
final class RaftMember {

  /** The node that the member's engine runs in. */
  interface Host {

    /** The commit index has moved. */
    void committed();

    /** Office won, or lost. */
    void officeChanged();

    /** What was taken from callers is not known to be in the log any more. */
    void cutOffFromIndex(long firstLostIndex);

    ReplicaState.Snapshot newestSnapshot();

    /** The highest index that is applied here. */
    long appliedIndex();

    void install(ReplicaState.Snapshot snapshot);
  }

  final int place;
  final String id;
  final NodeProcess process;
  final MemberLog log = new MemberLog();
  Host host;

  /** Both are on its disk. */
  long term;

  String leaderId;
  boolean leading;
  long commitIndex;
  long heardMicros;
  boolean cutOffFromPeers;
  boolean receivingSnapshot;

  /** As leader: how far each member's log is known to equal its own, and when it last answered. */
  long[] matched;

  long[] answeredMicros;

  RaftMember(int place, NodeProcess process) {
    this.place = place;
    this.id = "n" + (place + 1);
    this.process = process;
  }

  boolean hears(RaftMember other) {
    return process.isRunning() && other.process.isRunning() && connectedTo(other);
  }

  boolean connectedTo(RaftMember other) {
    return this == other || (!cutOffFromPeers && !other.cutOffFromPeers);
  }

  /** Raft's rule: it votes for nobody whose log ends before its own. */
  boolean votesFor(RaftMember candidate) {
    long theirs = candidate.log.lastTerm();
    long own = log.lastTerm();
    return theirs > own || (theirs == own && candidate.log.lastIndex() >= log.lastIndex());
  }
}
