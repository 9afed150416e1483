package io.rialto.client.cli;

import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;

/**
 * A command's reply for people: what happened, where it stands in the log, and what to try next.
 */
final class ReplyText {

  private final Console console;

  ReplyText(Console console) {
    this.console = console;
  }

  void print(Command command, String requestId, CommandResult result) {
    Reply reply = result.reply();
    String verb = TradingCommands.verbOf(command.getKind());
    switch (result.kind()) {
      case DONE -> printDone(command, reply);
      case REJECTED -> console.complain(verb + ": " + console.bad("rejected") + ", " + why(reply));
      case RETRY -> {
        console.complain(
            verb + ": " + console.doubtful("nothing happened") + ", try again: " + why(reply));
        console.complain("see how the nodes are: ./rialto cluster status");
      }
      case UNKNOWN -> {
        console.complain(verb + ": " + console.doubtful("outcome unknown") + ", " + why(reply));
        console.complain(
            "run it again with --request-id " + requestId + " to learn it; it is applied once");
      }
    }
  }

  private static String why(Reply reply) {
    String name = ReplyJson.name(reply);
    String message = reply.getMessage();
    if (message.isEmpty() || message.startsWith(name)) {
      return message.isEmpty() ? name : message;
    }
    return name + ": " + message;
  }

  private void printDone(Command command, Reply reply) {
    String verb = TradingCommands.verbOf(command.getKind());
    if (reply.hasSummary()) {
      new SummaryText(console)
          .print(reply.getSummary(), reply.getLogIndex(), reply.getLogTimeMillis());
      return;
    }
    console.print(verb + ": " + console.good("done") + effect(command, reply));
    console.print(
        console.faint(
            "log index "
                + reply.getLogIndex()
                + ", number "
                + reply.getNumber()
                + ", "
                + Moments.dateTime(reply.getLogTimeMillis())
                + (reply.getDuplicate() ? ", its first reply given again" : "")));
    String next = next(command);
    if (!next.isEmpty()) {
      console.print("next: " + next);
    }
  }

  private static String effect(Command command, Reply reply) {
    String amount = Money.format(reply.getAmountCents());
    String symbol = reply.getSymbol().isEmpty() ? command.getSymbol() : reply.getSymbol();
    return switch (command.getKind()) {
      case ADD -> ", " + amount + " added to " + command.getUser();
      case QUOTE ->
          ", "
              + symbol
              + " costs "
              + Money.format(reply.getPriceCents())
              + ", quoted "
              + Moments.time(reply.getQuoteTimeMillis());
      case BUY, SELL ->
          ", " + order(symbol, reply) + ", held until " + Moments.time(reply.getExpiresAtMillis());
      case COMMIT_BUY -> ", bought " + order(symbol, reply);
      case COMMIT_SELL -> ", sold " + order(symbol, reply);
      case CANCEL_BUY, CANCEL_SELL -> ", dropped " + order(symbol, reply);
      case SET_BUY_AMOUNT -> ", " + amount + " set aside to buy " + symbol;
      case SET_BUY_TRIGGER -> ", buys " + symbol + " at " + amount + " or less";
      case CANCEL_SET_BUY -> ", " + amount + " for " + symbol + " taken back";
      case SET_SELL_AMOUNT -> ", to sell " + symbol + " for " + amount;
      case SET_SELL_TRIGGER ->
          ", sells " + reply.getShares() + " shares of " + symbol + " at " + amount + " or more";
      case CANCEL_SET_SELL -> ", to sell " + symbol + " for " + amount + " taken back";
      case DUMPLOG, DISPLAY_SUMMARY, COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private static String order(String symbol, Reply reply) {
    return reply.getShares()
        + (reply.getShares() == 1 ? " share of " : " shares of ")
        + symbol
        + " at "
        + Money.format(reply.getPriceCents())
        + " = "
        + Money.format(reply.getAmountCents());
  }

  private static String next(Command command) {
    String user = command.getUser();
    String symbol = command.getSymbol();
    return switch (command.getKind()) {
      case ADD -> "./rialto buy " + user + " ABC 200";
      case QUOTE -> "./rialto buy " + user + " " + symbol + " 200";
      case BUY -> "./rialto commit-buy " + user + "   or   ./rialto cancel-buy " + user;
      case SELL -> "./rialto commit-sell " + user + "   or   ./rialto cancel-sell " + user;
      case SET_BUY_AMOUNT -> "./rialto set-buy-trigger " + user + " " + symbol + " PRICE";
      case SET_SELL_AMOUNT -> "./rialto set-sell-trigger " + user + " " + symbol + " PRICE";
      case COMMIT_BUY,
          CANCEL_BUY,
          COMMIT_SELL,
          CANCEL_SELL,
          SET_BUY_TRIGGER,
          CANCEL_SET_BUY,
          SET_SELL_TRIGGER,
          CANCEL_SET_SELL ->
          "./rialto summary " + user;
      case DUMPLOG, DISPLAY_SUMMARY, COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
