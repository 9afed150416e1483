package io.rialto.node.model;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation.RequestCommand;
import io.rialto.node.machine.Operation.Resolve;
import io.rialto.node.machine.Operation.SessionCommand;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Exactly once, as DESIGN "Sessions" and trading.proto say. Each call gives what is answered: a
 * first reply given again, an answer that leaves no trace, or the reply of the command that is
 * executed now.
 */
final class NaiveSessions {

  /** Without use for longer than 24 h of log time, a session is over. */
  private static final long SESSION_LIFE_MILLIS = 24 * 3_600_000L;

  /** For how long a request id protects, counted from its first use. */
  private static final long REQUEST_LIFE_MILLIS = 10 * 60_000L;

  /**
   * A reply and whether it was given before. {@code executed} is the command whose reply it is,
   * else null.
   */
  record Ruling(Reply reply, boolean duplicate, Command executed) {}

  /** A settled sequence or request; {@code command} is null for the mark that Resolve leaves. */
  private record Settled(Command command, Reply reply, long since) {}

  private static final class Session {
    private long lastUse;
    private long lowest = 1;
    private final Map<Long, Settled> settled = new HashMap<>();

    private void forgetBelow(long newLowest) {
      lowest = newLowest;
      settled.keySet().removeIf(sequence -> sequence < newLowest);
    }
  }

  private final MachineLimits limits;
  private final Function<Outcome, Reply> unexecuted;
  private final Map<Long, Session> sessions = new HashMap<>();
  private final Map<String, Settled> requests = new HashMap<>();
  private long now;

  /**
   * @param unexecuted makes the reply of a command that is not executed
   */
  NaiveSessions(MachineLimits limits, Function<Outcome, Reply> unexecuted) {
    this.limits = limits;
    this.unexecuted = unexecuted;
  }

  /** Log time passes: what is too old is gone. */
  void pass(long logTime) {
    now = logTime;
    sessions.values().removeIf(session -> now - session.lastUse > SESSION_LIFE_MILLIS);
    requests.values().removeIf(request -> now - request.since > REQUEST_LIFE_MILLIS);
  }

  boolean isFull() {
    return sessions.size() >= limits.sessionsMax();
  }

  /** The id is the machine's to choose. */
  void open(long id) {
    Session session = new Session();
    session.lastUse = now;
    sessions.put(id, session);
  }

  Ruling command(SessionCommand operation, Supplier<Reply> execution) {
    Session session = sessions.get(operation.session());
    if (session == null) {
      return refused(Outcome.UNKNOWN_SESSION);
    }
    session.lastUse = now;
    long sequence = operation.sequence();
    long lowest = Math.max(session.lowest, operation.lowestUnanswered());
    if (sequence < lowest) {
      return refused(Outcome.SEQUENCE_FORGOTTEN);
    }
    Settled settled = session.settled.get(sequence);
    if (settled != null) {
      return again(settled, operation.command());
    }
    if (sequence - lowest >= limits.sequenceWindow()) {
      return refused(Outcome.OVERLOADED);
    }
    long predecessor = operation.predecessor();
    if (predecessor >= lowest && !session.settled.containsKey(predecessor)) {
      return refused(Outcome.PREDECESSOR_MISSING);
    }
    // Only a command that is executed, or a mark, makes the session forget: with other answers
    // nothing changes.
    session.forgetBelow(lowest);
    Reply reply = execution.get();
    session.settled.put(sequence, new Settled(operation.command(), reply, now));
    return new Ruling(reply, false, operation.command());
  }

  Ruling request(RequestCommand operation, Supplier<Reply> execution) {
    String id = operation.requestId();
    if (id.isEmpty()) {
      return new Ruling(execution.get(), false, operation.command());
    }
    Settled settled = requests.get(id);
    if (settled != null) {
      return again(settled, operation.command());
    }
    if (requests.size() >= limits.requestsMax()) {
      return refused(Outcome.OVERLOADED);
    }
    Reply reply = execution.get();
    requests.put(id, new Settled(operation.command(), reply, now));
    return new Ruling(reply, false, operation.command());
  }

  Ruling resolve(Resolve operation) {
    Session session = sessions.get(operation.session());
    if (session == null) {
      return refused(Outcome.UNKNOWN_SESSION);
    }
    session.lastUse = now;
    long sequence = operation.sequence();
    long lowest = Math.max(session.lowest, operation.lowestUnanswered());
    if (sequence < lowest) {
      return refused(Outcome.SEQUENCE_FORGOTTEN);
    }
    Settled settled = session.settled.get(sequence);
    if (settled != null) {
      return new Ruling(settled.reply, true, settled.command);
    }
    if (sequence - lowest >= limits.sequenceWindow()) {
      return refused(Outcome.OVERLOADED);
    }
    session.forgetBelow(lowest);
    Ruling cancelled = refused(Outcome.CANCELLED);
    session.settled.put(sequence, new Settled(null, cancelled.reply, now));
    return cancelled;
  }

  /** Nothing but the same command may be sent again; a mark answers whatever comes. */
  private Ruling again(Settled settled, Command command) {
    return settled.command == null || settled.command.equals(command)
        ? new Ruling(settled.reply, true, settled.command)
        : refused(Outcome.SEQUENCE_REUSED);
  }

  private Ruling refused(Outcome outcome) {
    return new Ruling(unexecuted.apply(outcome), false, null);
  }
}
