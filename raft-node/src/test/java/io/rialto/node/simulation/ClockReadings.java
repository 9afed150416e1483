package io.rialto.node.simulation;

import io.rialto.node.ingress.SimulatedSequencer.ClockVerdict;
import io.rialto.node.ops.Limits;
import java.util.List;
import java.util.TreeMap;

/** What a node knows of the others' clocks, by the rules of the node's own ClockWatch. */
final class ClockReadings {
  private final SimulatedNode own;
  private final TreeMap<String, Reading> readings = new TreeMap<>();

  /** Another clock's lead over this node's monotonic time. */
  private record Reading(long leadMillis, long takenNanos) {}

  ClockReadings(SimulatedNode own) {
    this.own = own;
  }

  /** Reads the clocks of those that answer. */
  void read(List<SimulatedNode> nodes) {
    for (SimulatedNode other : nodes) {
      if (other != own && own.member.hears(other.member)) {
        long nanos = own.nanos();
        readings.put(other.id(), new Reading(other.wallMillis() - nanos / 1_000_000, nanos));
      }
    }
  }

  ClockVerdict verdict(long millis, int members) {
    long nanos = own.nanos();
    int close = 1;
    int far = 0;
    for (Reading reading : readings.values()) {
      long age = (nanos - reading.takenNanos) / 1_000_000;
      long distance = Math.abs(millis - nanos / 1_000_000 - reading.leadMillis);
      if (age > Limits.CLOCK_READING_MILLIS_MAX) {
        continue;
      }
      if (distance <= Limits.CLOCK_SKEW_MILLIS_MAX) {
        close++;
      } else {
        far++;
      }
    }
    int majority = members / 2 + 1;
    if (close >= majority) {
      return ClockVerdict.WITHIN;
    }
    return members - far < majority ? ClockVerdict.OUTSIDE : ClockVerdict.UNKNOWN;
  }
}
