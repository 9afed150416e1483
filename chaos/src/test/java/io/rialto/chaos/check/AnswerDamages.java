package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Wrong answers to clients, with a right log. */
final class AnswerDamages {

  private AnswerDamages() {}

  static List<Damage> all() {
    return List.of(
        new Damage("a wrong number of shares", Kind.REPLY, "shares of", AnswerDamages::shares),
        new Damage("a wrong end of an order", Kind.REPLY, "until", AnswerDamages::expiresAt),
        new Damage("a wrong log time", Kind.REPLY, "says log time", AnswerDamages::logTime),
        new Damage("a wrong shortage", Kind.REPLY, "says needed", AnswerDamages::shortage),
        new Damage("a wrong key of a quote", Kind.REPLY, "with key", AnswerDamages::key),
        new Damage("a rejection told as done", Kind.LOST, "logged", AnswerDamages::toldAsDone),
        new Damage("sent back but applied", Kind.REPLY, "was sent back", AnswerDamages::sentBack),
        new Damage("cancelled but applied", Kind.RESOLVE, "never", AnswerDamages::cancelled),
        new Damage("a dead one's, too", Kind.RESOLVE, "never", AnswerDamages::cancelledOfTheDead),
        new Damage("settled as applied but gone", Kind.LOST, "settled", AnswerDamages::gone),
        new Damage("a reused sequence", Kind.SESSION, "two commands", AnswerDamages::reused),
        new Damage("a shared session", Kind.SESSION, "two clients", AnswerDamages::shared),
        new Damage("another reply again", Kind.SESSION, "another reply", AnswerDamages::again),
        new Damage("a user's order", Kind.ORDER, "changed places", AnswerDamages::userOrder),
        new Damage("called later", Kind.REAL_TIME, "had been seen", AnswerDamages::calledLater),
        new Damage("a log index too low", Kind.ORDER, "of log index", AnswerDamages::logIndex),
        new Damage("an old term", Kind.REAL_TIME, "has term", AnswerDamages::term),
        new Damage("a stale strict read", Kind.READ, "stale: ", AnswerDamages::staleRead),
        new Damage("a session read back", Kind.READ, "stale: ", AnswerDamages::sessionRead),
        new Damage("a wrong balance", Kind.READ, "has cash", AnswerDamages::balance),
        new Damage("money from nowhere", Kind.CONSERVATION, "added +", AnswerDamages::balance),
        new Damage("shares from nowhere", Kind.READ, "has holdings", AnswerDamages::holdings),
        new Damage("a wrong transaction", Kind.READ, "transaction", AnswerDamages::transaction),
        new Damage("a user denied", Kind.READ, "answered as unknown", AnswerDamages::denied),
        new Damage("a wrong summary", Kind.READ, "has cash", AnswerDamages::displayed));
  }

  private static boolean done(CommandResult result) {
    return result.kind() == CommandResult.Kind.DONE;
  }

  private static long shares(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    return picked.reply(
        picked.answer((command, result) -> done(result) && result.reply().getShares() > 0),
        reply -> reply.toBuilder().setShares(reply.getShares() + 1).build());
  }

  private static long expiresAt(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    return picked.reply(
        picked.answer((command, result) -> result.reply().getExpiresAtMillis() > 0),
        reply -> reply.toBuilder().setExpiresAtMillis(reply.getExpiresAtMillis() - 1).build());
  }

  private static long logTime(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    return picked.reply(
        picked.answer((command, result) -> done(result)),
        reply -> reply.toBuilder().setLogTimeMillis(reply.getLogTimeMillis() + 1).build());
  }

  private static long shortage(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    return picked.reply(
        picked.answer((command, result) -> result.reply().getNeeded() > 0),
        reply -> reply.toBuilder().setAvailable(reply.getAvailable() + 1).build());
  }

  private static long key(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    return picked.reply(
        picked.answer((command, result) -> !result.reply().getCryptokey().isEmpty()),
        reply -> reply.toBuilder().setCryptokey("forged").build());
  }

  private static long toldAsDone(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned returned =
        picked.answer((command, result) -> result.kind() == CommandResult.Kind.REJECTED);
    return picked.result(
        returned, as(returned, CommandResult.Kind.DONE, Picked.result(returned).reply()));
  }

  private static CommandResult as(
      HistoryRecord.Returned returned, CommandResult.Kind kind, Reply reply) {
    CommandResult before = Picked.result(returned);
    return new CommandResult(kind, reply, before.session(), before.sequence(), 1);
  }

  private static long sentBack(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned returned = picked.answer((command, result) -> done(result));
    Reply reply = Reply.newBuilder().setCode(ResultCode.UNAVAILABLE).build();
    return picked.result(returned, as(returned, CommandResult.Kind.RETRY, reply));
  }

  private static long cancelled(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned resolve = resolve(picked, false);
    picked.result(resolve, cancelled(resolve));
    return numberOf(picked, resolve);
  }

  private static CommandResult cancelled(HistoryRecord.Returned resolve) {
    Reply reply = Reply.newBuilder().setCode(ResultCode.CANCELLED).build();
    return as(resolve, CommandResult.Kind.REJECTED, reply);
  }

  /** The same with a command whose client died before the answer. */
  private static long cancelledOfTheDead(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    Map<Call.Resolve, Long> unheard = new HashMap<>();
    for (HistoryRecord line : run.records) {
      if (line instanceof HistoryRecord.SentAs sent) {
        unheard.put(new Call.Resolve(sent.session(), sent.sequence()), sent.operation());
      }
    }
    HistoryRecord.Returned resolve =
        picked.some(
            returned ->
                picked.call(returned).call() instanceof Call.Resolve handle
                    && unheard.containsKey(handle)
                    && Settled.inLog(Picked.result(returned)));
    picked.result(resolve, cancelled(resolve));
    return Picked.command(picked.call(unheard.get((Call.Resolve) picked.call(resolve).call())))
        .getNumber();
  }

  private static long gone(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned resolve = resolve(picked, true);
    Reply reply = Reply.newBuilder().setLogIndex(1).build();
    picked.result(resolve, as(resolve, CommandResult.Kind.DONE, reply));
    return numberOf(picked, resolve);
  }

  /**
   * Some answer to a resolve of a client that had the answer to its command: that it is unknown.
   */
  private static HistoryRecord.Returned resolve(Picked picked, boolean cancelled) {
    return picked.some(
        returned ->
            picked.call(returned).call() instanceof Call.Resolve handle
                && picked.isAnswered(handle)
                && cancelled
                    == (Picked.result(returned).reply().getCode() == ResultCode.CANCELLED));
  }

  private static long numberOf(Picked picked, HistoryRecord.Returned resolve) {
    Call.Resolve handle = (Call.Resolve) picked.call(resolve).call();
    HistoryRecord.Returned unknown =
        picked.answer(
            (command, result) ->
                result.session() == handle.session() && result.sequence() == handle.sequence());
    return Picked.command(picked.call(unknown)).getNumber();
  }

  private static long reused(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned first =
        picked.answer((command, result) -> done(result) && result.sequence() == 1);
    HistoryRecord.Returned second =
        picked.answer(
            (command, result) ->
                done(result)
                    && result.session() == Picked.result(first).session()
                    && result.sequence() > 1);
    CommandResult result = Picked.result(second);
    picked.result(second, new CommandResult(result.kind(), result.reply(), result.session(), 1, 1));
    return Picked.command(picked.call(first)).getNumber();
  }

  private static long shared(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned returned =
        picked.answer((command, result) -> done(result) && result.session() != 1);
    CommandResult result = Picked.result(returned);
    return picked.result(
        returned, new CommandResult(result.kind(), result.reply(), 1, 1_000_000, 1));
  }

  private static long again(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned first =
        picked.answer((command, result) -> done(result) && result.reply().getAmountCents() > 0);
    CommandResult result = Picked.result(first);
    Reply other =
        result.reply().toBuilder()
            .setDuplicate(true)
            .setAmountCents(result.reply().getAmountCents() + 1)
            .build();
    HistoryRecord.Invoked call = picked.call(first);
    long operation = 1_000_000_000L;
    run.records.add(
        new HistoryRecord.Invoked(
            first.nanos() + 1, operation, call.client(), call.process(), call.call()));
    run.records.add(
        new HistoryRecord.Returned(
            first.nanos() + 3,
            operation,
            first.nanos() + 2,
            new Answer.OfCommand(as(first, result.kind(), other))));
    return Picked.command(call).getNumber();
  }

  private static long userOrder(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned first = picked.answer((command, result) -> done(result));
    HistoryRecord.Invoked call = picked.call(first);
    HistoryRecord.Returned second =
        picked.some(
            returned ->
                returned != first
                    && picked.call(returned).process().equals(call.process())
                    && picked.call(returned).call() instanceof Call.Submit submit
                    && submit.command().getUser().equals(Picked.command(call).getUser())
                    && done(Picked.result(returned)));
    CommandResult one = Picked.result(first);
    CommandResult two = Picked.result(second);
    picked.result(
        first, new CommandResult(one.kind(), one.reply(), two.session(), two.sequence(), 1));
    picked.result(
        second, new CommandResult(two.kind(), two.reply(), one.session(), one.sequence(), 1));
    return 0;
  }

  private static long calledLater(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned returned =
        picked.answer((command, result) -> done(result) && result.reply().getLogIndex() < 100);
    HistoryRecord.Invoked call = picked.call(returned);
    long later = run.records.get(run.records.size() - 1).nanos();
    picked.replace(
        call,
        new HistoryRecord.Invoked(
            later + 1, call.operation(), call.client(), call.process(), call.call()));
    picked.replace(
        returned,
        new HistoryRecord.Returned(later + 3, returned.operation(), later + 2, returned.answer()));
    return Picked.command(call).getNumber();
  }

  private static long logIndex(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned returned =
        picked.answer((command, result) -> done(result) && result.reply().getLogIndex() > 100);
    picked.reply(returned, reply -> reply.toBuilder().setLogIndex(2).build());
    return 0;
  }

  private static long term(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    HistoryRecord.Returned returned =
        picked.answer((command, result) -> done(result) && result.reply().getLogIndex() < 100);
    picked.reply(returned, reply -> reply.toBuilder().setTerm(7).build());
    return 0;
  }

  private static long staleRead(WrittenRun run, Random random) {
    return old(run, random, Consistency.STRICT);
  }

  private static long sessionRead(WrittenRun run, Random random) {
    return old(run, random, Consistency.SESSION);
  }

  /** A late read answers what an early one did. */
  private static long old(WrittenRun run, Random random, Consistency consistency) {
    Picked picked = new Picked(run, random);
    long end = run.records.get(run.records.size() - 1).nanos();
    HistoryRecord.Returned late =
        picked.some(
            returned ->
                picked.call(returned).call() instanceof Call.Read read
                    && read.consistency() == consistency
                    && picked.call(returned).nanos() > end / 2);
    String user = ((Call.Read) picked.call(late).call()).user();
    HistoryRecord.Returned early =
        picked.some(
            returned ->
                picked.call(returned).call() instanceof Call.Read read
                    && read.user().equals(user)
                    && returned.nanos() < end / 4);
    picked.summary(late, reply -> ((Answer.OfRead) early.answer()).reply());
    return 0;
  }

  private static long balance(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    picked.summary(
        picked.read((read, reply) -> reply.hasSummary()),
        reply -> {
          SummaryReply.Builder wrong = reply.toBuilder();
          wrong.getSummaryBuilder().setCashCents(reply.getSummary().getCashCents() + 1);
          return wrong.build();
        });
    return 0;
  }

  private static long holdings(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    picked.summary(
        picked.read((read, reply) -> reply.getSummary().getHoldingsCount() > 0),
        reply -> {
          SummaryReply.Builder wrong = reply.toBuilder();
          wrong.getSummaryBuilder().getHoldingsBuilder(0).setShares(1_000_000);
          return wrong.build();
        });
    return 0;
  }

  private static long transaction(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    picked.summary(
        picked.read((read, reply) -> reply.getSummary().getTransactionsCount() > 1),
        reply -> {
          SummaryReply.Builder wrong = reply.toBuilder();
          wrong.getSummaryBuilder().removeTransactions(1);
          return wrong.build();
        });
    return 0;
  }

  private static long denied(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    picked.summary(
        picked.read((read, reply) -> reply.hasSummary()),
        reply -> reply.toBuilder().setCode(ResultCode.UNKNOWN_USER).clearSummary().build());
    return 0;
  }

  private static long displayed(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    return picked.reply(
        picked.answer(
            (Command command, CommandResult result) ->
                command.getKind() == CommandKind.DISPLAY_SUMMARY && done(result)),
        reply -> {
          Reply.Builder wrong = reply.toBuilder();
          wrong.getSummaryBuilder().setCashCents(reply.getSummary().getCashCents() + 1);
          return wrong.build();
        });
  }
}
