package io.rialto.chaos.audit;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.ReplayedCommand.Figures;
import io.rialto.chaos.audit.ReplayedCommand.Shortage;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;

/**
 * Compares the reply to an acknowledged command with what the audit log has under its number, and
 * with the figures that follow from replaying it.
 */
public final class ReplyComparison {

  private final Findings findings;

  public ReplyComparison(Findings findings) {
    this.findings = findings;
  }

  /**
   * Compares everything that the reply says, except an account.
   *
   * @param result done, or rejected by a rule
   */
  public void compare(Command sent, CommandResult result, ReplayedCommand entry) {
    long number = entry.command().number();
    if (!sameCommand(sent, entry.command())) {
      findings.add(
          Kind.LOST,
          number,
          "command " + number + " stands in the audit log as another command: " + entry.command());
      return;
    }
    Reply reply = result.reply();
    if (result.kind() == CommandResult.Kind.DONE) {
      compareDone(reply, entry);
    } else {
      compareRejected(reply, entry);
    }
    compareNumber(number, "log time", reply.getLogTimeMillis(), entry.command().timestampMillis());
    compareNumber(number, "number", reply.getNumber(), number);
  }

  private static boolean sameCommand(Command sent, AuditEvent.UserCommand logged) {
    return sent.getKind() == logged.command()
        && sent.getUser().equals(logged.user())
        && sent.getSymbol().equals(logged.symbol())
        && sent.getFilename().equals(logged.filename())
        && sent.getAmountCents() == logged.fundsCents();
  }

  private void compareDone(Reply reply, ReplayedCommand entry) {
    long number = entry.command().number();
    if (entry.rejected()) {
      findings.add(
          Kind.LOST,
          number,
          "command " + number + " was answered as done, but logged " + logged(entry));
    } else if (entry.figures() != null) {
      compareFigures(reply, entry);
      compareQuote(reply, entry);
    }
  }

  private void compareFigures(Reply reply, ReplayedCommand entry) {
    Figures said = said(reply, entry.command());
    if (!said.equals(entry.figures())) {
      findings.add(
          Kind.REPLY,
          entry.command().number(),
          "the reply to command "
              + entry.command().number()
              + " says "
              + describe(said)
              + "; by the audit log it is "
              + describe(entry.figures()));
    }
  }

  /** The price that a QUOTE answers comes with the time and key of the quote in the log. */
  private void compareQuote(Reply reply, ReplayedCommand entry) {
    ReplayedQuote quote = entry.quote();
    if (quote == null) {
      return;
    }
    boolean timely =
        reply.getQuoteTimeMillis() >= quote.earliestMillis()
            && reply.getQuoteTimeMillis() <= quote.latestMillis();
    if (!timely || !reply.getCryptokey().equals(quote.cryptokey())) {
      findings.add(
          Kind.REPLY,
          entry.command().number(),
          "the reply to command "
              + entry.command().number()
              + " has a quote of time "
              + reply.getQuoteTimeMillis()
              + " with key "
              + reply.getCryptokey()
              + "; by the audit log it is of "
              + quote.latestMillis()
              + " with key "
              + quote.cryptokey());
    }
  }

  private void compareRejected(Reply reply, ReplayedCommand entry) {
    long number = entry.command().number();
    if (!entry.errorMessage().orElse("").equals(reply.getMessage()) || !entry.rejected()) {
      findings.add(
          Kind.LOST,
          number,
          "command "
              + number
              + " was answered \""
              + reply.getMessage()
              + "\", but logged "
              + logged(entry));
      return;
    }
    if (!entry.rule().equals(reply.getCode().name())) {
      findings.add(
          Kind.REPLY,
          number,
          "the reply to command "
              + number
              + " has the code "
              + reply.getCode()
              + "; by the audit log it is "
              + entry.rule());
    }
    compareShortage(reply, entry);
  }

  private void compareShortage(Reply reply, ReplayedCommand entry) {
    boolean lacking =
        reply.getCode() == ResultCode.INSUFFICIENT_FUNDS
            || reply.getCode() == ResultCode.INSUFFICIENT_SHARES;
    Shortage said = new Shortage(reply.getNeeded(), reply.getAvailable());
    if (lacking && entry.shortage() != null && !entry.shortage().equals(said)) {
      findings.add(
          Kind.REPLY,
          entry.command().number(),
          "the reply to command "
              + entry.command().number()
              + " says needed "
              + said.needed()
              + ", available "
              + said.available()
              + "; by the audit log it is "
              + entry.shortage().needed()
              + " and "
              + entry.shortage().available());
    }
  }

  private void compareNumber(long number, String what, long said, long logged) {
    if (said != logged) {
      findings.add(
          Kind.REPLY,
          number,
          "the reply to command "
              + number
              + " says "
              + what
              + " "
              + said
              + ", the audit log "
              + logged);
    }
  }

  /** What a reply says, of the figures that its command's reply carries. */
  private static Figures said(Reply reply, AuditEvent.UserCommand command) {
    String symbol = command.symbol();
    CommandKind kind = command.command();
    return switch (kind) {
      case QUOTE -> new Figures(symbol, reply.getPriceCents(), 0, 0, 0);
      case BUY, SELL ->
          new Figures(
              symbol,
              reply.getPriceCents(),
              reply.getShares(),
              reply.getAmountCents(),
              reply.getExpiresAtMillis());
      case COMMIT_BUY, CANCEL_BUY, COMMIT_SELL, CANCEL_SELL ->
          new Figures(
              reply.getSymbol(),
              reply.getPriceCents(),
              reply.getShares(),
              reply.getAmountCents(),
              0);
      case ADD, SET_BUY_AMOUNT, SET_BUY_TRIGGER, CANCEL_SET_BUY, SET_SELL_AMOUNT, CANCEL_SET_SELL ->
          Figures.amount(symbol, reply.getAmountCents());
      case SET_SELL_TRIGGER -> new Figures(symbol, 0, reply.getShares(), reply.getAmountCents(), 0);
      case DUMPLOG, DISPLAY_SUMMARY, COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED -> Figures.NONE;
    };
  }

  private static String logged(ReplayedCommand entry) {
    return entry.errorMessage().map(message -> "\"" + message + "\"").orElse("done");
  }

  private static String describe(Figures figures) {
    return figures.shares()
        + " shares of "
        + (figures.symbol().isEmpty() ? "nothing" : figures.symbol())
        + " at "
        + Money.format(figures.priceCents())
        + ", amount "
        + Money.format(figures.amountCents())
        + (figures.expiresAtMillis() == 0 ? "" : ", until " + figures.expiresAtMillis());
  }
}
