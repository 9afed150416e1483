package io.rialto.chaos.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects discrepancies: all are counted, the first of each kind are kept. Not thread-safe. */
public final class Findings {

  /** How many discrepancies of a kind are kept with their text; one fault can cause thousands. */
  static final int KEPT_PER_KIND_MAX = 20;

  private final Map<Discrepancy.Kind, Long> counts = new EnumMap<>(Discrepancy.Kind.class);
  private final Map<Discrepancy.Kind, Set<Long>> numbers = new EnumMap<>(Discrepancy.Kind.class);
  private final Map<Discrepancy.Kind, List<Discrepancy>> kept =
      new EnumMap<>(Discrepancy.Kind.class);

  public void add(Discrepancy.Kind kind, long number, String text) {
    counts.merge(kind, 1L, Long::sum);
    numbers.computeIfAbsent(kind, k -> new HashSet<>()).add(number);
    List<Discrepancy> ofKind = kept.computeIfAbsent(kind, k -> new ArrayList<>());
    if (ofKind.size() < KEPT_PER_KIND_MAX) {
      ofKind.add(new Discrepancy(kind, number, text));
    }
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** How many discrepancies there are of a kind. */
  public long count(Discrepancy.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** How many there are of all kinds. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many different transaction numbers a kind concerns. */
  public long numbersConcerned(Discrepancy.Kind kind) {
    return numbers.getOrDefault(kind, Set.of()).size();
  }

  public boolean none(Discrepancy.Kind first, Discrepancy.Kind... others) {
    return EnumSet.of(first, others).stream().noneMatch(counts::containsKey);
  }

  /** The first ones of each kind, kind by kind. */
  public List<Discrepancy> kept() {
    return kept.values().stream().flatMap(List::stream).toList();
  }

  /** The first ones of one kind. */
  public List<Discrepancy> kept(Discrepancy.Kind kind) {
    return List.copyOf(kept.getOrDefault(kind, List.of()));
  }
}
