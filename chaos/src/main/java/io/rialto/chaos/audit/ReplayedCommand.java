package io.rialto.chaos.audit;

import io.rialto.proto.trading.ResultCode;
import java.util.Optional;

/**
 * A command as the audit log has it, with what follows from replaying it.
 *
 * @param errorMessage why it was rejected; empty if it was done
 * @param figures what a reply must say; null if the command was rejected or cannot have been done
 * @param shortage what a rejection must say is lacking; null if nothing is
 * @param quote the price that a QUOTE must answer; null if there is none
 */
public record ReplayedCommand(
    AuditEvent.UserCommand command,
    Optional<String> errorMessage,
    Figures figures,
    Shortage shortage,
    ReplayedQuote quote) {

  /**
   * The figures of a reply; 0 and empty where the command has none.
   *
   * @param shares of an order, or set aside by a SET_SELL_TRIGGER
   * @param amountCents money moved, held or set aside
   * @param expiresAtMillis of an order that was just placed
   */
  public record Figures(
      String symbol, long priceCents, long shares, long amountCents, long expiresAtMillis) {

    static final Figures NONE = new Figures("", 0, 0, 0, 0);

    static Figures of(ReplayedOrder order) {
      return new Figures(
          order.symbol(), order.priceCents(), order.shares(), order.amountCents(), 0);
    }

    static Figures placed(ReplayedOrder order) {
      return new Figures(
          order.symbol(),
          order.priceCents(),
          order.shares(),
          order.amountCents(),
          order.expiresAtMillis());
    }

    static Figures amount(String symbol, long amountCents) {
      return new Figures(symbol, 0, 0, amountCents, 0);
    }
  }

  /** What a command needed and what there was: cents or shares. */
  public record Shortage(long needed, long available) {}

  static ReplayedCommand done(
      AuditEvent.UserCommand command, Figures figures, ReplayedQuote quote) {
    return new ReplayedCommand(command, Optional.empty(), figures, null, quote);
  }

  public boolean rejected() {
    return errorMessage.isPresent();
  }

  /** The name of the rule that a rejection's message begins with; empty if it was done. */
  public String rule() {
    String message = errorMessage.orElse("");
    int end = 0;
    while (end < message.length() && isOfName(message.charAt(end))) {
      end++;
    }
    return message.substring(0, end);
  }

  private static boolean isOfName(char letter) {
    return letter == '_' || (letter >= 'A' && letter <= 'Z');
  }

  /**
   * Rejected for what the state of its session was: nothing was done under its number, and the same
   * number may stand in the log again.
   */
  public boolean refusedBySession() {
    if (!rejected()) {
      return false;
    }
    String rule = rule();
    return rule.equals(ResultCode.UNKNOWN_SESSION.name())
        || rule.equals(ResultCode.SEQUENCE_REUSED.name())
        || rule.equals(ResultCode.SEQUENCE_FORGOTTEN.name())
        || rule.equals(ResultCode.CANCELLED.name());
  }
}
