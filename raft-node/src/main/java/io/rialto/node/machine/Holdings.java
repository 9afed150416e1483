package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user's shares by symbol. */
final class Holdings extends CountedRows<LinkedHashMap<String, Holding>> {

  /** All shares of all symbols, reserves included. */
  private long shares;

  /** By symbol, null after one has come or gone: summaries are frequent. */
  private List<Map.Entry<String, Holding>> sorted;

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

  /** By symbol, sorted; good until one changes. */
  List<Map.Entry<String, Holding>> sorted() {
    if (sorted == null) {
      sorted = new ArrayList<>(held().entrySet());
      sorted.sort(Map.Entry.comparingByKey());
    }
    return sorted;
  }

  Holding of(String symbol) {
    return isEmpty() ? Holding.NONE : held().getOrDefault(symbol, Holding.NONE);
  }

  void put(String symbol, Holding holding) {
    byte[] key = Keys.holding(rows.user(), symbol);
    Holding before;
    if (holding.isEmpty()) {
      before = held().remove(symbol);
      sorted = null;
      rows.sink().delete(Table.HOLDINGS, key);
    } else {
      before = held().put(symbol, holding);
      sorted = before == null ? null : sorted;
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
  LinkedHashMap<String, Holding> none() {
    return new LinkedHashMap<>();
  }

  @Override
  UserRows.Visitor into(LinkedHashMap<String, Holding> empty) {
    return (key, value) -> empty.put(key.textToEnd(), Holding.decode(value));
  }

  @Override
  void pack(LinkedHashMap<String, Holding> some, RowEncoder to) {
    some.forEach((symbol, holding) -> holding.encodeInto(to.text(symbol)));
  }

  @Override
  LinkedHashMap<String, Holding> unpack(RowDecoder packed, long count) {
    LinkedHashMap<String, Holding> some = none();
    for (long row = 0; row < count; row++) {
      some.put(packed.text(), Holding.decodeFrom(packed));
    }
    return some;
  }

  @Override
  void check(LinkedHashMap<String, Holding> read) {
    super.check(read);
    long total = read.values().stream().mapToLong(Holding::total).sum();
    if (total != shares) {
      throw rows.disagree("shares", total, shares);
    }
  }

  @Override
  long size(LinkedHashMap<String, Holding> some) {
    return some.size();
  }

  @Override
  LinkedHashMap<String, Holding> copyOf(LinkedHashMap<String, Holding> some) {
    return new LinkedHashMap<>(some);
  }
}
