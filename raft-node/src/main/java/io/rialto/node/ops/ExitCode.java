package io.rialto.node.ops;

/** Why a node's process ended; the numbers are documented in docs/operating and never change. */
public enum ExitCode {
  OK(0),
  /** Something that nobody foresaw. */
  UNEXPECTED(1),
  /** Wrong options. */
  USAGE(2),
  /**
   * The data directory belongs to another node or cluster, is empty without {@code --bootstrap}, or
   * has lost its identity or its votes.
   */
  IDENTITY(20),
  /** An address cannot be bound. */
  ADDRESS(21),
  /** An entry could not be applied: an invariant broken, an unknown format. */
  APPLY(30),
  /** The state's files cannot be read or written. */
  STORE(31),
  /** The Raft log cannot be read or written. */
  LOG(32),
  /** The Raft engine stopped by itself. */
  ENGINE(33),
  /** A snapshot cannot be taken or loaded. */
  SNAPSHOT(34),
  /**
   * This node's state differs from what a majority has; it stays out until its directory is
   * replaced.
   */
  DIVERGED(35),
  /** The Raft log holds damage that is no torn end; the node must not vote with it. */
  LOG_DAMAGED(36),
  /**
   * The disk is full but for the last bytes; the node halts while its vote can still be written.
   */
  DISK_FULL(37);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
