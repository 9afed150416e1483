package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;

/** Takes an entry's quotes in, one by one, each with the firings that it causes. */
final class QuoteIntake {
  private final QuoteBoard board;
  private final Settlement settlement;
  private final Numbering numbering;

  QuoteIntake(QuoteBoard board, Settlement settlement, Numbering numbering) {
    this.board = board;
    this.settlement = settlement;
    this.numbering = numbering;
  }

  /** The quotes that are now in force; the others came too late and leave no trace. */
  List<EntryResult.AcceptedQuote> take(Entry entry, Trail trail) {
    List<EntryResult.AcceptedQuote> accepted = new ArrayList<>();
    int place = 1;
    for (Quote quote : entry.quotes()) {
      HeldQuote held = board.offer(quote, trail.moment());
      if (held != null) {
        settlement.beforeQuote(held.symbol(), trail);
        record(quote, held, entry, trail);
        settlement.afterQuote(held, place, trail);
        accepted.add(
            new EntryResult.AcceptedQuote(held.symbol(), held.priceCents(), held.timeMillis()));
      }
      place++;
    }
    return accepted;
  }

  /**
   * The event is the command's that needed the quote, if that is in the entry, else the quote's.
   */
  private void record(Quote quote, HeldQuote held, Entry entry, Trail trail) {
    if (quote.forOperation() == 0) {
      long number = quote.number() == 0 ? numbering.next() : quote.number();
      trail.quote(number, quote.user(), quote, held);
      return;
    }
    Command command = commandAt(entry, quote.forOperation());
    long number = numbering.forCommand(command, quote.forOperation());
    trail.quote(number, command.user(), quote, held);
  }

  private static Command commandAt(Entry entry, int place) {
    if (place > 0 && place <= entry.operations().size()) {
      Operation operation = entry.operations().get(place - 1);
      if (operation instanceof Operation.SessionCommand command) {
        return command.command();
      }
      if (operation instanceof Operation.RequestCommand command) {
        return command.command();
      }
    }
    throw new IllegalStateException("a quote for place " + place + ", where no command stands");
  }
}
