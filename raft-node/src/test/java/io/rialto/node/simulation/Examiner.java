package io.rialto.node.simulation;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.Command;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Reply;
import io.rialto.node.machine.Result;
import io.rialto.node.model.SideBySide;
import io.rialto.proto.trading.ResultCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees everything and checks what DESIGN promises, entry by entry and answer by answer. A broken
 * promise is a {@link Violation}.
 *
 * <p>Each command has a transaction number of its own, given by its client in the order of its
 * submits, by which it is known again whatever session, sequence or request id it travels under.
 */
final class Examiner {
  private final Coverage coverage;
  private final SideBySide model;
  private final List<Applied> log = new ArrayList<>();
  private final Map<Long, Reply> executed = new HashMap<>();
  private final Map<Sequence, Reply> recorded = new HashMap<>();
  private final Map<String, Recorded> requests = new HashMap<>();
  private final Map<Line, Long> latestOfLine = new HashMap<>();
  private final Set<Long> promisedNothing = new HashSet<>();
  private final Set<Long> sessions = new HashSet<>();
  private long logTimeMillis;
  private long acknowledgedIndex;

  private record Applied(Logged logged, byte[] hash, List<Reply> replies) {}

  private record Sequence(long session, long sequence) {}

  private record Recorded(long logTimeMillis, Reply reply) {}

  /** The commands of one user by one client, whose order counts. */
  private record Line(long client, String user) {}

  /**
   * @param model compared with the machine at each entry; null for none
   */
  Examiner(Coverage coverage, SideBySide model) {
    this.coverage = coverage;
    this.model = model;
  }

  // The log.

  /** A node has applied an entry; the engine's own has neither entry nor result. */
  void applied(String node, Logged logged, Entry entry, EntryResult result) {
    if (logged.index() <= log.size()) {
      checkAgainstFirst(node, logged, result);
      return;
    }
    check(logged.index() == log.size() + 1, "%s applies %s after %d", node, logged, log.size());
    log.add(
        new Applied(
            logged,
            result == null ? null : result.hash(),
            result == null ? null : replies(result)));
    if (result == null) {
      return;
    }
    check(
        result.logTimeMillis() >= logTimeMillis,
        "log time ran back from %d to %d",
        logTimeMillis,
        result.logTimeMillis());
    logTimeMillis = result.logTimeMillis();
    for (int i = 0; i < entry.operations().size(); i++) {
      see(entry.operations().get(i), result.results().get(i));
    }
    if (model != null) {
      EntryResult alone = model.apply(entry);
      check(
          Arrays.equals(alone.hash(), result.hash()), "%s differs from one that never fails", node);
    }
  }

  private void checkAgainstFirst(String node, Logged logged, EntryResult result) {
    Applied first = log.get((int) logged.index() - 1);
    check(first.logged() == logged, "%s has another entry than %s", node, first.logged());
    if (result != null) {
      check(
          Arrays.equals(first.hash(), result.hash()),
          "%s diverges from the first at %s",
          node,
          logged);
      check(
          first.replies().equals(replies(result)),
          "%s answers differently at %s: %s, not %s",
          node,
          logged,
          replies(result),
          first.replies());
    }
  }

  private static List<Reply> replies(EntryResult result) {
    return result.results().stream().map(Result::reply).toList();
  }

  /** A node's state was replaced by a snapshot. */
  void installed(String node, AppliedMark mark) {
    Applied first = log.get((int) mark.index() - 1);
    check(Arrays.equals(first.hash(), mark.hash()), "%s got a snapshot that differs", node);
  }

  long logIndex() {
    return log.size();
  }

  private void see(Operation operation, Result result) {
    if (operation instanceof Operation.SessionCommand command) {
      seeCommand(command, result);
    } else if (operation instanceof Operation.RequestCommand request) {
      seeRequest(request, result);
    } else if (operation instanceof Operation.Resolve resolve) {
      seeResolve(resolve, result);
    } else if (result.reply().outcome() == Outcome.OK) {
      check(sessions.add(result.reply().session()), "a session id is given twice");
    }
  }

  private void seeCommand(Operation.SessionCommand operation, Result result) {
    Sequence sequence = new Sequence(operation.session(), operation.sequence());
    Reply reply = result.reply();
    if (result.duplicate()) {
      coverage.met(
          reply.outcome() == Outcome.CANCELLED
              ? Happening.CANCELLED_ARRIVED_LATE
              : Happening.DUPLICATE_ANSWERED);
      checkFirst(operation, recorded.get(sequence), reply);
      return;
    }
    switch (reply.outcome()) {
      case SEQUENCE_REUSED -> throw new Violation("the client never reuses one: " + operation);
      case SEQUENCE_FORGOTTEN -> coverage.met(Happening.SEQUENCE_FORGOTTEN);
      case PREDECESSOR_MISSING -> coverage.met(Happening.PREDECESSOR_MISSING);
      case UNKNOWN_SESSION -> coverage.met(Happening.SESSION_ENDED);
      case OVERLOADED -> {
        // Nothing was executed.
      }
      default -> {
        Reply earlier = recorded.put(sequence, reply);
        check(earlier == null, "%s is executed after it was answered: %s", operation, earlier);
        Reply before = executed.put(operation.command().number(), reply);
        check(before == null, "%s is executed twice, first: %s", operation, before);
        seeExecuted(operation.command(), reply);
      }
    }
  }

  private void seeExecuted(Command command, Reply reply) {
    long number = command.number();
    check(
        !promisedNothing.contains(number),
        "%s is executed, though its client was told that nothing happened",
        command);
    Long latest = latestOfLine.put(new Line(Numbers.client(number), command.user()), number);
    check(latest == null || latest < number, "%s is executed after number %s", command, latest);
    if (reply.outcome() != Outcome.OK) {
      coverage.met(Happening.REJECTED_BY_A_RULE);
    }
  }

  private void seeRequest(Operation.RequestCommand operation, Result result) {
    Reply reply = result.reply();
    Recorded earlier = requests.get(operation.requestId());
    if (result.duplicate()) {
      coverage.met(Happening.REQUEST_DUPLICATE_ANSWERED);
      checkFirst(operation, earlier == null ? null : earlier.reply(), reply);
      return;
    }
    if (reply.outcome() == Outcome.OVERLOADED) {
      return;
    }
    check(reply.outcome() != Outcome.SEQUENCE_REUSED, "no id is reused: %s", operation);
    check(
        earlier == null
            || logTimeMillis - earlier.logTimeMillis() > MachineLimits.REQUEST_LIFE_MILLIS,
        "%s is executed twice, first: %s",
        operation,
        earlier);
    requests.put(operation.requestId(), new Recorded(logTimeMillis, reply));
    executed.put(operation.command().number(), reply);
  }

  private void seeResolve(Operation.Resolve operation, Result result) {
    Sequence sequence = new Sequence(operation.session(), operation.sequence());
    Reply reply = result.reply();
    if (result.duplicate()) {
      coverage.met(Happening.RESOLVED_WITH_RESULT);
      checkFirst(operation, recorded.get(sequence), reply);
    } else if (reply.outcome() == Outcome.CANCELLED) {
      coverage.met(Happening.RESOLVED_AS_CANCELLED);
      Reply earlier = recorded.put(sequence, reply);
      check(earlier == null, "%s is cancelled after it was answered: %s", operation, earlier);
    }
  }

  private static void checkFirst(Operation operation, Reply first, Reply again) {
    check(again.equals(first), "%s is answered %s, but first %s", operation, again, first);
  }

  // The clients.

  /** A client has got the machine's answer to a command. */
  void answered(long number, io.rialto.proto.trading.Reply answer) {
    Reply reply = executed.get(number);
    check(reply != null, "number %d is answered, but was never executed: %s", number, answer);
    check(
        reply.outcome().number() == answer.getCodeValue()
            && reply.index() == answer.getLogIndex()
            && reply.term() == answer.getTerm()
            && reply.logTimeMillis() == answer.getLogTimeMillis()
            && reply.number() == answer.getNumber()
            && reply.priceCents() == answer.getPriceCents()
            && reply.shares() == answer.getShares()
            && reply.amountCents() == answer.getAmountCents(),
        "number %d is answered %s, but was %s",
        number,
        answer,
        reply);
    acknowledged(answer.getLogIndex());
  }

  /** A client knows that the log reaches there. */
  void acknowledged(long index) {
    check(index <= log.size(), "index %d is acknowledged, but nobody has applied it", index);
    acknowledgedIndex = Math.max(acknowledgedIndex, index);
  }

  /** What a strict read that begins now must see. */
  long acknowledgedIndex() {
    return acknowledgedIndex;
  }

  void strictlyRead(String reader, long floor, long index) {
    coverage.met(Happening.STRICT_READ);
    check(
        index >= floor,
        "a strict read of %s saw index %d, though %d was acknowledged before it began",
        reader,
        index,
        floor);
  }

  /** A client was told for good that nothing happened. */
  void promisedNothing(long number) {
    coverage.met(Happening.GIVEN_UP_AS_RETRY);
    check(
        !executed.containsKey(number),
        "number %d was executed, and its client is told that nothing happened",
        number);
    promisedNothing.add(number);
  }

  /** A client's command was settled as one that never applies. */
  void cancelled(long number) {
    check(!executed.containsKey(number), "number %d was executed and is cancelled", number);
    promisedNothing.add(number);
  }

  // The end.

  /** Whether the answer says that a command went through the machine's rules. */
  static boolean isExecuted(io.rialto.proto.trading.Reply answer) {
    return switch (answer.getCode()) {
      case UNKNOWN_SESSION, SEQUENCE_REUSED, SEQUENCE_FORGOTTEN, CANCELLED, INVALID_ARGUMENT ->
          false;
      default -> answer.getCode() == ResultCode.OK || answer.getCodeValue() / 1_000 < 8;
    };
  }

  void checkModelAtEnd() {
    if (model != null) {
      model.checkAccounts();
      model.checkConservation();
    }
  }

  static void check(boolean holds, String format, Object... figures) {
    if (!holds) {
      throw new Violation(String.format(format, figures));
    }
  }
}
