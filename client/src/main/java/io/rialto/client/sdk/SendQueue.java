package io.rialto.client.sdk;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The session's commands that are to be sent, lowest sequence first, and those that are to be sent
 * after a pause. A command waits outside (BLOCKED) while its user's command before it is neither
 * answered nor under way. Loop thread only.
 */
final class SendQueue {

  private record Pause(long untilNanos, PendingCommand command) {}

  private final TreeMap<Long, PendingCommand> ready = new TreeMap<>();
  private final PriorityQueue<Pause> pauses =
      new PriorityQueue<>(Comparator.comparingLong(Pause::untilNanos));

  boolean isEmpty() {
    return ready.isEmpty();
  }

  /**
   * Queues a blocked command if it may be sent next; does nothing to one that is paused or under
   * way.
   */
  void offer(PendingCommand command) {
    if (command.state == PendingCommand.State.BLOCKED && mayFollow(command)) {
      command.state = PendingCommand.State.READY;
      ready.put(command.sequence, command);
    }
  }

  /** Offers the command at a later time. */
  void pause(PendingCommand command, long untilNanos) {
    command.state = PendingCommand.State.DELAYED;
    command.notBeforeNanos = untilNanos;
    pauses.add(new Pause(untilNanos, command));
  }

  /** Offers those whose pause is over. */
  void endPauses(long now) {
    while (!pauses.isEmpty() && pauses.peek().untilNanos() - now <= 0) {
      PendingCommand command = pauses.poll().command();
      if (command.state == PendingCommand.State.DELAYED && command.notBeforeNanos - now <= 0) {
        command.state = PendingCommand.State.BLOCKED;
        offer(command);
      }
    }
  }

  /**
   * The next command for a stream, null if there is none. Those whose user's command before them
   * has come back, or is under way on another stream, are blocked again.
   */
  PendingCommand next(CommandStream stream) {
    while (!ready.isEmpty()) {
      PendingCommand command = ready.firstEntry().getValue();
      if (mayFollow(command) && isNotBehindAnother(command, stream)) {
        return command;
      }
      ready.pollFirstEntry();
      command.state = PendingCommand.State.BLOCKED;
    }
    return null;
  }

  void remove(PendingCommand command) {
    if (command.state == PendingCommand.State.READY) {
      ready.remove(command.sequence);
    }
  }

  private static boolean mayFollow(PendingCommand command) {
    return command.previous == null || command.previous.state == PendingCommand.State.OUTSTANDING;
  }

  private static boolean isNotBehindAnother(PendingCommand command, CommandStream stream) {
    return command.previous == null || command.previous.stream == stream;
  }
}
