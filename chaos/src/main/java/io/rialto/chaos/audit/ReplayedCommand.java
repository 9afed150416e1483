package io.rialto.chaos.audit;

import java.util.Optional;

/**
 * A command as the audit log has it, with what follows from replaying it.
 *
 * @param errorMessage why it was rejected; empty if it was done
 * @param figures what a reply must say; null if the command was rejected or cannot have been done
 */
public record ReplayedCommand(
    AuditEvent.UserCommand command, Optional<String> errorMessage, Figures figures) {

  /**
   * The figures of a reply; 0 and empty where the command has none.
   *
   * @param shares of an order, or set aside by a SET_SELL_TRIGGER
   * @param amountCents money moved, held or set aside
   */
  public record Figures(String symbol, long priceCents, long shares, long amountCents) {

    static final Figures NONE = new Figures("", 0, 0, 0);

    static Figures of(ReplayedOrder order) {
      return new Figures(order.symbol(), order.priceCents(), order.shares(), order.amountCents());
    }

    static Figures amount(String symbol, long amountCents) {
      return new Figures(symbol, 0, 0, amountCents);
    }
  }

  public boolean rejected() {
    return errorMessage.isPresent();
  }

  /** The name of the rule that a rejection's message begins with; empty if it was done. */
  public String rule() {
    return errorMessage.map(message -> message.split("[^A-Z_]", 2)[0]).orElse("");
  }
}
