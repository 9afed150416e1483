package io.rialto.node.machine;

import java.util.function.BiConsumer;

/** A user's shares by symbol. */
final class Holdings extends CountedRows<SymbolMap<Holding>> {

  /** All shares of all symbols, reserves included. */
  private long shares;

  /**
   * So many as the account's row says.
   *
   * @param shares of all symbols, reserves included
   */
  Holdings(UserRows rows, long symbols, long shares) {
    super(rows, "symbols", symbols);
    this.shares = shares;
  }

  Holdings copy(UserRows to) {
    Holdings copy = new Holdings(to, 0, shares);
    copy.takeCopyOf(this);
    return copy;
  }

  /** All shares of all symbols, reserves included. */
  long shares() {
    return shares;
  }

  /** Visits all of them, sorted by symbol. */
  void forEach(BiConsumer<String, Holding> visitor) {
    if (!isEmpty()) {
      held().forEach(visitor);
    }
  }

  Holding of(String symbol) {
    Holding found = isEmpty() ? null : held().get(symbol);
    return found == null ? Holding.NONE : found;
  }

  void put(String symbol, Holding holding) {
    byte[] key = Keys.holding(rows.user(), symbol);
    Holding before;
    if (holding.isEmpty()) {
      before = held().remove(symbol);
      rows.sink().delete(Table.HOLDINGS, key);
    } else {
      before = held().put(symbol, holding);
      rows.sink().put(Table.HOLDINGS, key, holding.encode());
    }
    changed();
    shares += holding.total() - (before == null ? 0 : before.total());
  }

  @Override
  Table table() {
    return Table.HOLDINGS;
  }

  @Override
  SymbolMap<Holding> none() {
    return new SymbolMap<>();
  }

  @Override
  UserRows.Visitor into(SymbolMap<Holding> empty) {
    return (key, value) -> empty.put(key.textToEnd(), Holding.decode(value));
  }

  @Override
  void pack(SymbolMap<Holding> some, RowEncoder to) {
    some.forEach((symbol, holding) -> holding.encodeInto(to.text(symbol)));
  }

  @Override
  SymbolMap<Holding> unpack(RowDecoder packed, long count) {
    SymbolMap<Holding> some = none();
    for (long row = 0; row < count; row++) {
      some.put(packed.text(), Holding.decodeFrom(packed));
    }
    return some;
  }

  @Override
  void check(SymbolMap<Holding> read) {
    super.check(read);
    long total = 0;
    for (Holding holding : read.values()) {
      total += holding.total();
    }
    if (total != shares) {
      throw rows.disagree("shares", total, shares);
    }
  }

  @Override
  long size(SymbolMap<Holding> some) {
    return some.size();
  }

  @Override
  SymbolMap<Holding> copyOf(SymbolMap<Holding> some) {
    return some.copy();
  }
}
