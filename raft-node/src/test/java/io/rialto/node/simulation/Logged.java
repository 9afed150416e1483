package io.rialto.node.simulation;

import io.rialto.proto.log.LogEntry;

/**
 * An entry in its place in the log. Two of them are the same only if they are one object: equal
 * content taken twice is two entries.
 */
final class Logged {
  private final long index;
  private final long term;
  private final LogEntry entry;

  /**
   * @param entry null for the engine's own
   */
  Logged(long index, long term, LogEntry entry) {
    this.index = index;
    this.term = term;
    this.entry = entry;
  }

  long index() {
    return index;
  }

  long term() {
    return term;
  }

  LogEntry entry() {
    return entry;
  }

  @Override
  public String toString() {
    return "entry " + index + " of term " + term;
  }
}
