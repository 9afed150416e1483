package io.rialto.node.machine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One user's things by symbol, sorted. They are few, but thousands of users have some: arrays are
 * small, and to find something in them few places in memory are looked at, which are mostly not in
 * the processor's caches. A new symbol moves those behind it, of which there are 18,277 at most.
 */
final class SymbolMap<V> {
  private static final int ROOM_AT_FIRST = 4;

  private String[] symbols = new String[ROOM_AT_FIRST];

  /** At a symbol's place what belongs to it. */
  private Object[] values = new Object[ROOM_AT_FIRST];

  private int size;

  SymbolMap<V> copy() {
    SymbolMap<V> copy = new SymbolMap<>();
    copy.symbols = symbols.clone();
    copy.values = values.clone();
    copy.size = size;
    return copy;
  }

  int size() {
    return size;
  }

  /** Null if there is none. */
  V get(String symbol) {
    int place = place(symbol);
    return place < 0 ? null : at(place);
  }

  /** Returns what was there before; null if there was none. */
  V put(String symbol, V value) {
    int place = place(symbol);
    if (place >= 0) {
      V before = at(place);
      values[place] = value;
      return before;
    }
    insert(-place - 1, symbol, value);
    return null;
  }

  /** Returns what was there; null if there was none. */
  V remove(String symbol) {
    int place = place(symbol);
    if (place < 0) {
      return null;
    }
    V before = at(place);
    size--;
    System.arraycopy(symbols, place + 1, symbols, place, size - place);
    System.arraycopy(values, place + 1, values, place, size - place);
    symbols[size] = null;
    values[size] = null;
    return before;
  }

  /** Visits all, sorted by symbol. */
  void forEach(BiConsumer<String, V> visitor) {
    for (int place = 0; place < size; place++) {
      visitor.accept(symbols[place], at(place));
    }
  }

  /** All, sorted by symbol; good until one comes or goes, which is not checked. */
  @SuppressWarnings("unchecked")
  List<V> values() {
    return Collections.unmodifiableList((List<V>) Arrays.asList(values).subList(0, size));
  }

  /** Where a symbol is, or where it belongs as {@link Arrays#binarySearch} says it. */
  private int place(String symbol) {
    return Arrays.binarySearch(symbols, 0, size, symbol);
  }

  @SuppressWarnings("unchecked")
  private V at(int place) {
    return (V) values[place];
  }

  private void insert(int place, String symbol, V value) {
    if (size == symbols.length) {
      int room = size + (size >> 1);
      symbols = Arrays.copyOf(symbols, room);
      values = Arrays.copyOf(values, room);
    }
    System.arraycopy(symbols, place, symbols, place + 1, size - place);
    System.arraycopy(values, place, values, place + 1, size - place);
    symbols[place] = symbol;
    values[place] = value;
    size++;
  }
}
