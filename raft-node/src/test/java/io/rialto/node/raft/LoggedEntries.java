package io.rialto.node.raft;

import io.rialto.node.machine.Entry;
import io.rialto.proto.log.LogEntry;

/** Lets tests of other packages decode what is in the log the way a node does. */
public final class LoggedEntries {

  private LoggedEntries() {}

  /** The entry at this place of the log, as the machine takes it. */
  public static Entry decode(long index, long term, LogEntry logged) {
    return new EntryDecoder().decode(index, term, logged);
  }
}
