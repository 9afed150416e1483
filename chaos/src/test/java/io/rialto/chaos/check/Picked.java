package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.SummaryReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Picks calls, answers and events of a run, and puts others in their place. */
final class Picked {

  private final WrittenRun run;
  private final Random random;
  private final Map<Long, HistoryRecord.Invoked> calls = new HashMap<>();

  Picked(WrittenRun run, Random random) {
    this.run = run;
    this.random = random;
    for (HistoryRecord line : run.records) {
      if (line instanceof HistoryRecord.Invoked invoked) {
        calls.put(invoked.operation(), invoked);
      }
    }
  }

  HistoryRecord.Invoked call(HistoryRecord.Returned returned) {
    return call(returned.operation());
  }

  HistoryRecord.Invoked call(long operation) {
    return calls.get(operation);
  }

  /** Whether the command that had this session and sequence was answered. */
  boolean isAnswered(Call.Resolve handle) {
    return run.records.stream()
        .anyMatch(
            line ->
                line instanceof HistoryRecord.Returned returned
                    && call(returned).call() instanceof Call.Submit
                    && result(returned).session() == handle.session()
                    && result(returned).sequence() == handle.sequence());
  }

  static Command command(HistoryRecord.Invoked invoked) {
    if (invoked.call() instanceof Call.Submit submit) {
      return submit.command();
    }
    return invoked.call() instanceof Call.Request request ? request.command() : null;
  }

  static CommandResult result(HistoryRecord.Returned returned) {
    return returned.answer() instanceof Answer.OfCommand command ? command.result() : null;
  }

  /** Some answer to a submitted command. */
  HistoryRecord.Returned answer(BiPredicate<Command, CommandResult> wanted) {
    return some(
        returned ->
            call(returned).call() instanceof Call.Submit submit
                && wanted.test(submit.command(), result(returned)));
  }

  /** Some answer to a read. */
  HistoryRecord.Returned read(BiPredicate<Call.Read, SummaryReply> wanted) {
    return some(
        returned ->
            call(returned).call() instanceof Call.Read read
                && wanted.test(read, ((Answer.OfRead) returned.answer()).reply()));
  }

  HistoryRecord.Returned some(Predicate<HistoryRecord.Returned> wanted) {
    List<HistoryRecord.Returned> all = new ArrayList<>();
    for (HistoryRecord line : run.records) {
      if (line instanceof HistoryRecord.Returned returned && wanted.test(returned)) {
        all.add(returned);
      }
    }
    return one(all);
  }

  <T> T one(List<T> all) {
    if (all.isEmpty()) {
      throw new IllegalStateException("the run has nothing of the kind: take another seed");
    }
    return all.get(random.nextInt(all.size()));
  }

  void replace(HistoryRecord old, HistoryRecord line) {
    run.records.set(run.records.indexOf(old), line);
  }

  /** Puts another reply into an answer; returns the command's number. */
  long reply(HistoryRecord.Returned returned, UnaryOperator<Reply> change) {
    CommandResult before = result(returned);
    return result(
        returned,
        new CommandResult(
            before.kind(),
            change.apply(before.reply()),
            before.session(),
            before.sequence(),
            before.attempts()));
  }

  long result(HistoryRecord.Returned returned, CommandResult result) {
    replace(
        returned,
        new HistoryRecord.Returned(
            returned.nanos(),
            returned.operation(),
            returned.handedNanos(),
            new Answer.OfCommand(result)));
    Command command = command(call(returned));
    return command == null ? 0 : command.getNumber();
  }

  void summary(HistoryRecord.Returned returned, UnaryOperator<SummaryReply> change) {
    SummaryReply before = ((Answer.OfRead) returned.answer()).reply();
    replace(
        returned,
        new HistoryRecord.Returned(
            returned.nanos(),
            returned.operation(),
            returned.handedNanos(),
            new Answer.OfRead(change.apply(before))));
  }

  /** The place of some event. */
  int event(Predicate<AuditEvent> wanted) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < run.events.size(); i++) {
      if (wanted.test(run.events.get(i))) {
        all.add(i);
      }
    }
    return one(all);
  }

  /** Where the events that begin with a command's own end. */
  int endOf(int place) {
    long number = run.events.get(place).number();
    int end = place + 1;
    while (end < run.events.size()
        && run.events.get(end).number() == number
        && !(run.events.get(end) instanceof AuditEvent.UserCommand)) {
      end++;
    }
    return end;
  }

  boolean isAcknowledged(long number) {
    for (HistoryRecord line : run.records) {
      if (line instanceof HistoryRecord.Returned returned) {
        Command command = command(call(returned));
        if (command != null && command.getNumber() == number) {
          return Settled.inLog(result(returned));
        }
      }
    }
    return false;
  }
}
