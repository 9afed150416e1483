package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.legacy.SourceException.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** What became of the hits since the start. Any thread may count and read. */
public final class HitCounts {

  private final LongAdder hits = new LongAdder();
  private final LongAdder hedges = new LongAdder();
  private final LongAdder hedgesWon = new LongAdder();
  private final Map<HitFault, LongAdder> faults = new EnumMap<>(HitFault.class);

  public HitCounts() {
    for (HitFault fault : HitFault.values()) {
      faults.put(fault, new LongAdder());
    }
  }

  void hitBegins() {
    hits.increment();
  }

  void hedgeBegins() {
    hits.increment();
    hedges.increment();
  }

  void hedgeWins() {
    hedgesWon.increment();
  }

  void hitFails(HitFault fault) {
    faults.get(fault).increment();
  }

  /** Hits begun, each of which costs. */
  public long hits() {
    return hits.sum();
  }

  /** Those of them that were begun because an earlier one for the same price was slow. */
  public long hedges() {
    return hedges.sum();
  }

  /** Those of the hedges that brought the price. */
  public long hedgesWon() {
    return hedgesWon.sum();
  }

  /** Replies that were not believed. */
  public long refused() {
    return sum(fault -> fault.kind() == Kind.REFUSED);
  }

  /** Hits that ended without a reply. */
  public long failed() {
    return sum(fault -> fault.kind() != Kind.REFUSED);
  }

  /** Hits that brought no price, by what was wrong; faults that never occurred are left out. */
  public Map<HitFault, Long> faults() {
    Map<HitFault, Long> occurred = new EnumMap<>(HitFault.class);
    faults.forEach(
        (fault, count) -> {
          if (count.sum() > 0) {
            occurred.put(fault, count.sum());
          }
        });
    return occurred;
  }

  private long sum(Predicate<HitFault> which) {
    return faults.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }
}
