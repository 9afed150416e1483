package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A user's shares by symbol. How many there are stands in the account's row; what they are is read
 * from their own rows when it is first asked for.
 */
final class Holdings {
  private final UserRows rows;
  private long symbols;

  /** All shares of all symbols, reserves included. */
  private long shares;

  /** Null if there are none or they have not been read. */
  private LinkedHashMap<String, Holding> bySymbol;

  /** The same entries by symbol, null after one has come or gone: summaries are frequent. */
  private List<Map.Entry<String, Holding>> sorted;

  Holdings(UserRows rows) {
    this.rows = rows;
  }

  /** As many as an account's row says. */
  Holdings(UserRows rows, RowDecoder account) {
    this.rows = rows;
    symbols = account.number();
    shares = account.number();
  }

  private Holdings(UserRows rows, Holdings other) {
    this.rows = rows;
    symbols = other.symbols;
    shares = other.shares;
    bySymbol = other.bySymbol == null ? null : new LinkedHashMap<>(other.bySymbol);
  }

  /** Counts the rows, where no account's row does. */
  static Holdings counted(UserRows rows) {
    Holdings counted = new Holdings(rows);
    counted.bySymbol = counted.read();
    counted.symbols = counted.bySymbol.size();
    counted.shares = total(counted.bySymbol);
    return counted;
  }

  void encode(RowEncoder account) {
    account.number(symbols).number(shares);
  }

  Holdings copy(UserRows to) {
    return new Holdings(to, this);
  }

  /** All shares of all symbols, reserves included. */
  long shares() {
    return shares;
  }

  /** By symbol, sorted; good until one changes. */
  List<Map.Entry<String, Holding>> sorted() {
    if (sorted == null) {
      sorted = new ArrayList<>(bySymbol().entrySet());
      sorted.sort(Map.Entry.comparingByKey());
    }
    return sorted;
  }

  private Map<String, Holding> bySymbol() {
    if (bySymbol == null) {
      LinkedHashMap<String, Holding> read = symbols == 0 ? new LinkedHashMap<>() : read();
      if (read.size() != symbols) {
        throw rows.disagree("symbols", read.size(), symbols);
      }
      if (total(read) != shares) {
        throw rows.disagree("shares", total(read), shares);
      }
      bySymbol = read;
    }
    return bySymbol;
  }

  Holding of(String symbol) {
    return symbols == 0 ? Holding.NONE : bySymbol().getOrDefault(symbol, Holding.NONE);
  }

  void put(String symbol, Holding holding) {
    Map<String, Holding> all = bySymbol();
    byte[] key = Keys.holding(rows.user(), symbol);
    Holding before;
    if (holding.isEmpty()) {
      before = all.remove(symbol);
      rows.sink().delete(Table.HOLDINGS, key);
    } else {
      before = all.put(symbol, holding);
      rows.sink().put(Table.HOLDINGS, key, holding.encode());
    }
    if (symbols != all.size()) {
      symbols = all.size();
      sorted = null;
    }
    shares += holding.total() - (before == null ? 0 : before.total());
  }

  private LinkedHashMap<String, Holding> read() {
    LinkedHashMap<String, Holding> read = new LinkedHashMap<>();
    rows.scan(Table.HOLDINGS, (key, value) -> read.put(key.textToEnd(), Holding.decode(value)));
    return read;
  }

  private static long total(Map<String, Holding> holdings) {
    return holdings.values().stream().mapToLong(Holding::total).sum();
  }
}
