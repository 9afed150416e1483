package io.rialto.node.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The sequences of one open session, as the SDK keeps them. */
final class ClientSession {
  private final long id;
  private final int windowMax;
  private final TreeMap<Long, PendingCommand> unanswered = new TreeMap<>();
  private final TreeMap<Long, UserLine> unknown = new TreeMap<>();
  private final Map<String, UserLine> lines = new HashMap<>();
  private long nextSequence = 1;
  private boolean ended;

  ClientSession(long id, int windowMax) {
    this.id = id;
    this.windowMax = windowMax;
  }

  long id() {
    return id;
  }

  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  TreeMap<Long, PendingCommand> unanswered() {
    return unanswered;
  }

  UserLine line(PendingCommand command) {
    return lines.computeIfAbsent(command.command.getUser(), user -> new UserLine());
  }

  long lowestUnanswered() {
    long lowest = unanswered.isEmpty() ? nextSequence : unanswered.firstKey();
    return unknown.isEmpty() ? lowest : Math.min(lowest, unknown.firstKey());
  }

  /** Whether another sequence fits; lets go of unknown ones that alone stand in the way. */
  boolean makeRoom() {
    while (nextSequence - lowestUnanswered() >= windowMax) {
      if (unknown.isEmpty() || unknown.firstKey() != lowestUnanswered()) {
        return false;
      }
      resolved(unknown.firstKey());
    }
    return true;
  }

  void assign(PendingCommand command) {
    command.sequence = nextSequence++;
    unanswered.put(command.sequence, command);
  }

  void answered(PendingCommand command) {
    unanswered.remove(command.sequence);
  }

  void endedUnknown(PendingCommand command) {
    UserLine line = line(command);
    unanswered.remove(command.sequence);
    unknown.put(command.sequence, line);
    line.endedUnknown(command.sequence);
  }

  void resolved(long sequence) {
    UserLine line = unknown.remove(sequence);
    if (line != null) {
      line.hasResult(sequence);
    }
  }
}
