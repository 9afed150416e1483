package io.rialto.node.model;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Leaves out of a failing log what it fails without: whole stretches first, then single quotes and
 * operations.
 */
final class ShrunkLog {

  private final Predicate<List<Entry>> fails;

  ShrunkLog(Predicate<List<Entry>> fails) {
    this.fails = fails;
  }

  List<Entry> of(List<Entry> failing) {
    List<Entry> log = new ArrayList<>(failing);
    for (int length = Math.max(1, log.size() / 2); length >= 1; length /= 2) {
      for (int from = 0; from < log.size(); ) {
        List<Entry> shorter = new ArrayList<>(log);
        shorter.subList(from, Math.min(from + length, log.size())).clear();
        if (fails.test(shorter)) {
          log = shorter;
        } else {
          from += length;
        }
      }
    }
    for (int i = 0; i < log.size(); i++) {
      shrinkEntry(log, i);
    }
    return log;
  }

  private void shrinkEntry(List<Entry> log, int position) {
    for (int i = log.get(position).operations().size() - 1; i >= 0; i--) {
      Entry entry = log.get(position);
      // Quotes name operations by their place; an entry with such quotes keeps its operations.
      if (entry.quotes().stream().noneMatch(quote -> quote.forOperation() > 0)) {
        tryInstead(log, position, with(entry, entry.quotes(), without(entry.operations(), i)));
      }
    }
    for (int i = log.get(position).quotes().size() - 1; i >= 0; i--) {
      Entry entry = log.get(position);
      tryInstead(log, position, with(entry, without(entry.quotes(), i), entry.operations()));
    }
  }

  private void tryInstead(List<Entry> log, int position, Entry shorter) {
    Entry before = log.set(position, shorter);
    if (!fails.test(log)) {
      log.set(position, before);
    }
  }

  private static Entry with(Entry entry, List<Quote> quotes, List<Operation> operations) {
    return new Entry(
        entry.index(), entry.term(), entry.server(), entry.stampMillis(), quotes, operations);
  }

  private static <T> List<T> without(List<T> list, int position) {
    List<T> shorter = new ArrayList<>(list);
    shorter.remove(position);
    return shorter;
  }
}
