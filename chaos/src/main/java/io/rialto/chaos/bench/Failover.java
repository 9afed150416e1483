package io.rialto.chaos.bench;

import io.rialto.proto.cluster.SuccessionFigures;
import java.util.EnumMap;
import java.util.Map;

/**
 * One leader's death and what followed.
 *
 * @param millis from just before the kill until the first command was acknowledged that was sent
 *     after the leader was gone
 * @param phases when each was reached, counted from the kill; without those that the successor did
 *     not tell
 */
record Failover(String victim, String successor, long millis, Map<FailoverPhase, Long> phases) {

  /**
   * @param killedMillis wall-clock time of the kill; the successor's figures are on the same clock
   */
  static Failover of(
      String victim, String successor, long millis, long killedMillis, SuccessionFigures figures) {
    Map<FailoverPhase, Long> phases = new EnumMap<>(FailoverPhase.class);
    for (FailoverPhase phase : FailoverPhase.values()) {
      long reached = phase.of(figures);
      if (reached >= killedMillis) {
        phases.put(phase, reached - killedMillis);
      }
    }
    return new Failover(victim, successor, millis, phases);
  }
}
