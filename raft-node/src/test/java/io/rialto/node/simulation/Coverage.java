package io.rialto.node.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each happening was met, in how many runs. */
final class Coverage {
  private final EnumMap<Happening, Long> times = new EnumMap<>(Happening.class);
  private final EnumMap<Happening, Long> runs = new EnumMap<>(Happening.class);

  void met(Happening happening) {
    times.merge(happening, 1L, Long::sum);
  }

  /** Adds one run's coverage. */
  void add(Coverage run) {
    run.times.forEach(
        (happening, count) -> {
          times.merge(happening, count, Long::sum);
          runs.merge(happening, 1L, Long::sum);
        });
  }

  /** What no run has met. */
  List<Happening> missing() {
    List<Happening> missing = new ArrayList<>(List.of(Happening.values()));
    missing.removeAll(times.keySet());
    return missing;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (Happening happening : Happening.values()) {
      table.append(
          String.format(
              "%10d times in %6d runs  %s%n",
              times.getOrDefault(happening, 0L),
              runs.getOrDefault(happening, 0L),
              happening.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
    }
    return table.toString();
  }

  Map<Happening, Long> times() {
    return times;
  }
}
