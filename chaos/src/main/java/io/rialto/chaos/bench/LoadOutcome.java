package io.rialto.chaos.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param trained whether the nodes began with what earlier ones had learned
 * @param windowNanos how long it was measured
 * @param counts of what ended in the window
 * @param micros latencies of what was to be sent in the window, whenever it ended
 * @param entries that the log grew by in the window
 * @param perSecond how many were answered in each second of the window
 * @param processors µs used in the window, by part (client, leader, followers, quotes) and by the
 *     threads' names
 * @param coldStart what came after the upheaval, if there was one
 */
public record LoadOutcome(
    LoadPlan plan,
    boolean trained,
    long windowNanos,
    LoadCounts counts,
    Histogram micros,
    long entries,
    List<Long> perSecond,
    Map<String, Map<String, Long>> processors,
    Optional<ColdStart> coldStart,
    boolean replicasAgree,
    long elapsedMillis) {

  double commandsPerSecond() {
    return counts.answered() * 1e9 / windowNanos;
  }

  double commandsPerEntry() {
    return (double) counts.answered() / Math.max(1, entries);
  }

  /** Whether what must hold does. */
  public boolean holds() {
    return replicasAgree && counts.answered() > 0;
  }
}
