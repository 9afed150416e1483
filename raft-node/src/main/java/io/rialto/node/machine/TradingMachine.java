package io.rialto.node.machine;

import java.util.List;

/** The replicated state machine. One thread at a time. */
public final class TradingMachine {

  /**
   * Starts from what {@code reader} holds; later reads through it must see every applied entry's
   * changes.
   */
  public TradingMachine(StateReader reader, MachineLimits limits) {
    throw new UnsupportedOperationException();
  }

  /**
   * Applies one entry. The caller writes the changes before it applies the next.
   *
   * @param withBodies whether to make DISPLAY_SUMMARY's bodies (for the node that answers); no part
   *     of the state
   */
  public EntryResult apply(Entry entry, boolean withBodies) {
    throw new UnsupportedOperationException();
  }

  /** Where the machine stands. */
  public AppliedMark applied() {
    throw new UnsupportedOperationException();
  }

  /** Symbols with an armed trigger, sorted, each with the first trigger in firing order. */
  public List<ArmedSymbol> armedSymbols() {
    throw new UnsupportedOperationException();
  }

  /**
   * A symbol that wants fresh quotes.
   *
   * @param user of the first trigger in firing order
   * @param number of the SET_*_TRIGGER that armed it
   */
  public record ArmedSymbol(String symbol, String user, long number) {}
}
