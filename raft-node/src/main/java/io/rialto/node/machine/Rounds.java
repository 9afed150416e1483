package io.rialto.node.machine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** The rounds that go on in later entries, the oldest first; at most one a symbol. */
final class Rounds {
  private final RowSink rows;
  private final LinkedHashMap<String, Round> bySymbol = new LinkedHashMap<>();

  Rounds(Rows rows) {
    this.rows = rows;
    read(rows).forEach(round -> bySymbol.put(round.symbol(), round));
  }

  /** Those that the rows hold, the oldest first. */
  static Collection<Round> read(StateReader reader) {
    LinkedHashMap<String, Round> stored = new LinkedHashMap<>();
    reader.scan(
        Table.ROUNDS,
        new byte[0],
        null,
        (key, value) -> {
          Round round = Round.decode(key, value);
          stored.put(round.symbol(), round);
          return true;
        });
    return stored.values();
  }

  boolean isEmpty() {
    return bySymbol.isEmpty();
  }

  /** The symbol's round; null if there is none. */
  Round of(String symbol) {
    return bySymbol.get(symbol);
  }

  List<Round> oldestFirst() {
    return List.copyOf(bySymbol.values());
  }

  /** The round goes on later, from where it is now. */
  void keep(Round round) {
    bySymbol.put(round.symbol(), round);
    rows.put(Table.ROUNDS, round.key(), round.encode());
  }

  void end(Round round) {
    if (bySymbol.remove(round.symbol()) != null) {
      rows.delete(Table.ROUNDS, round.key());
    }
  }
}
