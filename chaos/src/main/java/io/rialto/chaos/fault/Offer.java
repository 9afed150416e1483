package io.rialto.chaos.fault;

/** A fault that can be had on a cluster. */
public record Offer(FaultKind kind, Target target) {

  public Offer {
    if (!kind.targets().contains(target)) {
      throw new IllegalArgumentException(kind + " does not hit " + target);
    }
  }

  /**
   * Whether both may be at the same time. What loses a replica from its disk goes with nothing that
   * could keep the others from being whole: an entry may have been acknowledged by the lost replica
   * and one other, and that other must stay in reach. All else may take the cluster down for a
   * while, and must not cost more than that.
   */
  public boolean mayOverlap(Offer other) {
    FaultKind.Scope mine = kind.scope();
    FaultKind.Scope theirs = other.kind.scope();
    if (mine == theirs) {
      return false;
    }
    boolean replicaAtStake = mine == FaultKind.Scope.REPLICA || theirs == FaultKind.Scope.REPLICA;
    boolean quotesOnly = mine == FaultKind.Scope.QUOTES || theirs == FaultKind.Scope.QUOTES;
    return !replicaAtStake || quotesOnly;
  }
}
