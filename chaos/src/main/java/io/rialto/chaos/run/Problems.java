package io.rialto.chaos.run;

import io.rialto.chaos.report.RunReport.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run itself saw that must not be, beside what the checker finds in its history: nodes that
 * end without a reason, or do not come back. Thread-safe.
 */
final class Problems {

  private final List<Violation> violations = new ArrayList<>();

  synchronized void add(String kind, String text) {
    if (violations.size() < RunLimits.VIOLATIONS_KEPT) {
      violations.add(new Violation(kind, text, List.of()));
    }
  }

  synchronized List<Violation> all() {
    return List.copyOf(violations);
  }

  /** In one line, for the history; empty if there are none. */
  synchronized String inShort() {
    return violations.stream()
        .map(
            violation ->
                violation.kind() + " (" + violation.text().lines().findFirst().orElse("") + ")")
        .collect(Collectors.joining("; "));
  }

  synchronized boolean any() {
    return !violations.isEmpty();
  }
}
