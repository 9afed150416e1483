package io.rialto.client.sdk;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The sequences of one open session. Those that ended as unknown keep the window's lower end, so
 * that they can still be resolved, until the window is full; then the oldest is let go: its reply
 * is forgotten and it can never apply later.
 */
final class SessionWindow {

  private final long id;

  private final CommandRing unanswered = new CommandRing(1);
  private final TreeMap<Long, UserLine> unknown = new TreeMap<>();
  private final TreeMap<Long, CommandResult> resolutions = new TreeMap<>();
  private boolean ended;

  SessionWindow(long id) {
    this.id = id;
  }

  long id() {
    return id;
  }

  /**
   * The service says that the session is over; what is unanswered is settled, nothing new begins.
   */
  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  CommandRing unanswered() {
    return unanswered;
  }

  /** The lowest sequence whose reply may still be asked for. */
  long lowestUnanswered() {
    long lowest = unanswered.lowest();
    return unknown.isEmpty() ? lowest : Math.min(lowest, unknown.firstKey());
  }

  /** Whether another sequence fits; lets go of unknown ones that alone stand in the way. */
  boolean makeRoom() {
    while (unanswered.next() - lowestUnanswered() > ClientLimits.SEQUENCE_WINDOW) {
      if (unknown.isEmpty() || unknown.firstKey() != lowestUnanswered()) {
        return false;
      }
      letGo(unknown.firstKey());
    }
    return true;
  }

  void assign(PendingCommand command) {
    unanswered.add(command);
  }

  void answered(PendingCommand command) {
    unanswered.remove(command.sequence);
  }

  void endedUnknown(PendingCommand command, UserLine line) {
    unanswered.remove(command.sequence);
    unknown.put(command.sequence, line);
    line.endedUnknown(command.sequence);
  }

  /** The first sequence of the same user that ended as unknown too, before this one. */
  OptionalLong unknownBefore(long sequence) {
    UserLine line = unknown.get(sequence);
    return unknown.headMap(sequence).entrySet().stream()
        .filter(earlier -> earlier.getValue() == line)
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * How a sequence was resolved; null if it was not. The service may have forgotten it since: what
   * is resolved no longer keeps the window's lower end.
   */
  CommandResult resolution(long sequence) {
    return resolutions.get(sequence);
  }

  /** A sequence that ended as unknown has been resolved; the oldest results are let go. */
  void resolved(long sequence, CommandResult result) {
    resolutions.put(sequence, result);
    if (resolutions.size() > ClientLimits.SEQUENCE_WINDOW) {
      resolutions.pollFirstEntry();
    }
    letGo(sequence);
  }

  private void letGo(long sequence) {
    UserLine line = unknown.remove(sequence);
    if (line != null) {
      line.hasResult(sequence);
    }
  }
}
