package io.rialto.node.simulation;

import java.util.ArrayList;
import java.util.List;

/** One member's log: what is on its disk and, above {@link #syncedIndex}, on the way there. */
final class MemberLog {
  private final List<Logged> entries = new ArrayList<>();
  private long firstIndex = 1;
  private long termBefore;
  private long syncedIndex;

  long firstIndex() {
    return firstIndex;
  }

  long lastIndex() {
    return firstIndex - 1 + entries.size();
  }

  long lastTerm() {
    return termAt(lastIndex());
  }

  long syncedIndex() {
    return syncedIndex;
  }

  Logged get(long index) {
    return entries.get((int) (index - firstIndex));
  }

  /** The term of the entry at the index; -1 if the log does not reach there. */
  long termAt(long index) {
    if (index == firstIndex - 1) {
      return termBefore;
    }
    return index < firstIndex || index > lastIndex() ? -1 : get(index).term();
  }

  List<Logged> from(long index) {
    return List.copyOf(entries.subList((int) (index - firstIndex), entries.size()));
  }

  void append(Logged logged) {
    entries.add(logged);
  }

  void synced(long index) {
    syncedIndex = Math.max(syncedIndex, Math.min(index, lastIndex()));
  }

  /** Drops the entry at the index and all behind it. */
  void cut(long index) {
    entries.subList((int) (index - firstIndex), entries.size()).clear();
    syncedIndex = Math.min(syncedIndex, lastIndex());
  }

  /** Forgets the entries up to the index, which a snapshot holds. */
  void purge(long index) {
    if (index >= firstIndex) {
      termBefore = termAt(index);
      entries.subList(0, (int) (index - firstIndex + 1)).clear();
      firstIndex = index + 1;
    }
  }

  /** Begins anew behind an installed snapshot. */
  void startAfter(long index, long term) {
    entries.clear();
    firstIndex = index + 1;
    termBefore = term;
    syncedIndex = index;
  }
}
