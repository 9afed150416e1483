package io.rialto.node.ingress;

import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Result;
import io.rialto.node.ops.Limits;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.Transaction;

/** Turns what the machine and the ingress answer into the contract's messages. */
final class Replies {

  private Replies() {}

  static Reply reply(Result result) {
    io.rialto.node.machine.Reply reply = result.reply();
    Reply.Builder message =
        Reply.newBuilder()
            .setCode(code(reply.outcome()))
            .setMessage(reply.message())
            .setLogIndex(reply.index())
            .setTerm(reply.term())
            .setLogTimeMillis(reply.logTimeMillis())
            .setNumber(reply.number())
            .setDuplicate(result.duplicate())
            .setSymbol(reply.symbol())
            .setPriceCents(reply.priceCents())
            .setShares(reply.shares())
            .setAmountCents(reply.amountCents())
            .setExpiresAtMillis(reply.expiresAtMillis())
            .setQuoteTimeMillis(reply.quoteTimeMillis())
            .setCryptokey(reply.cryptokey())
            .setNeeded(reply.needed())
            .setAvailable(reply.available())
            .setRetryAfterMillis(retryAfterMillis(reply.outcome()));
    if (result.summary() != null) {
      message.setSummary(summary(result.summary()));
    }
    return message.build();
  }

  /** The machine knows no clock of ours, so the hints for what it sends back are given here. */
  private static int retryAfterMillis(Outcome outcome) {
    if (outcome == Outcome.OVERLOADED) {
      return Limits.RETRY_OVERLOADED_MILLIS;
    }
    return outcome == Outcome.PREDECESSOR_MISSING ? Limits.RETRY_SOON_MILLIS : 0;
  }

  static Reply reply(Refusal refusal) {
    Reply.Builder message =
        Reply.newBuilder()
            .setCode(refusal.code())
            .setMessage(refusal.message())
            .setRetryAfterMillis(refusal.retryAfterMillis());
    if (refusal.leader() != null) {
      message.setLeader(refusal.leader());
    }
    return message.build();
  }

  static OpenSessionReply openSessionReply(Result result) {
    io.rialto.node.machine.Reply reply = result.reply();
    return OpenSessionReply.newBuilder()
        .setCode(code(reply.outcome()))
        .setMessage(reply.message())
        .setLogIndex(reply.index())
        .setTerm(reply.term())
        .setLogTimeMillis(reply.logTimeMillis())
        .setSession(reply.session())
        .build();
  }

  static OpenSessionReply openSessionReply(Refusal refusal) {
    OpenSessionReply.Builder message =
        OpenSessionReply.newBuilder()
            .setCode(refusal.code())
            .setMessage(refusal.message())
            .setRetryAfterMillis(refusal.retryAfterMillis());
    if (refusal.leader() != null) {
      message.setLeader(refusal.leader());
    }
    return message.build();
  }

  static SummaryReply summaryReply(Refusal refusal) {
    SummaryReply.Builder message =
        SummaryReply.newBuilder()
            .setCode(refusal.code())
            .setMessage(refusal.message())
            .setRetryAfterMillis(refusal.retryAfterMillis());
    if (refusal.leader() != null) {
      message.setLeader(refusal.leader());
    }
    return message.build();
  }

  /** The machine's outcomes have the contract's numbers. */
  static ResultCode code(Outcome outcome) {
    return ResultCode.forNumber(outcome.number());
  }

  static Summary summary(io.rialto.node.machine.Summary summary) {
    Summary.Builder message =
        Summary.newBuilder()
            .setUser(summary.user())
            .setCashCents(summary.cashCents())
            .setAvailableCents(summary.availableCents())
            .setReservedCents(summary.reservedCents());
    summary.holdings().forEach(line -> message.addHoldings(holding(line)));
    summary.pendingBuys().forEach(line -> message.addPendingBuys(pending(line)));
    summary.pendingSells().forEach(line -> message.addPendingSells(pending(line)));
    summary.buyTriggers().forEach(line -> message.addBuyTriggers(standing(line)));
    summary.sellTriggers().forEach(line -> message.addSellTriggers(standing(line)));
    summary.transactions().forEach(line -> message.addTransactions(transaction(line)));
    return message.build();
  }

  private static Holding holding(io.rialto.node.machine.Summary.HoldingLine line) {
    return Holding.newBuilder()
        .setSymbol(line.symbol())
        .setShares(line.shares())
        .setAvailable(line.available())
        .setReserved(line.reserved())
        .build();
  }

  private static PendingOrder pending(io.rialto.node.machine.Summary.PendingLine line) {
    return PendingOrder.newBuilder()
        .setSymbol(line.symbol())
        .setShares(line.shares())
        .setPriceCents(line.priceCents())
        .setAmountCents(line.amountCents())
        .setExpiresAtMillis(line.expiresAtMillis())
        .build();
  }

  private static StandingOrder standing(io.rialto.node.machine.Summary.StandingLine line) {
    StandingOrder.Builder message =
        StandingOrder.newBuilder()
            .setSymbol(line.symbol())
            .setAmountCents(line.amountCents())
            .setShares(line.shares());
    if (line.triggerCents() != 0) {
      message.setTriggerCents(line.triggerCents());
    }
    return message.build();
  }

  private static Transaction transaction(io.rialto.node.machine.Summary.TransactionLine line) {
    return Transaction.newBuilder()
        .setLogIndex(line.index())
        .setLogTimeMillis(line.logTimeMillis())
        .setNumber(line.number())
        .setCommand(CommandKind.forNumber(line.kind().number()))
        .setSymbol(line.symbol())
        .setAmountCents(line.amountCents())
        .setResult(code(line.outcome()))
        .build();
  }
}
