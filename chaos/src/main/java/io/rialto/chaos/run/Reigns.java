package io.rialto.chaos.run;

import io.rialto.chaos.report.RunReport.Reign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who led when, as far as it was seen. Of two nodes that say they lead, only the one of the higher
 * term does. Thread-safe.
 */
final class Reigns {

  private final List<Reign> reigns = new ArrayList<>();
  private int changes;

  /** A node says that it leads. */
  synchronized void seen(String node, long term, long atMillis) {
    if (reigns.isEmpty()) {
      reigns.add(new Reign(node, term, atMillis, atMillis));
      return;
    }
    Reign last = reigns.get(reigns.size() - 1);
    if (term == last.term()) {
      reigns.set(reigns.size() - 1, new Reign(node, term, last.fromMillis(), atMillis));
    } else if (term > last.term()) {
      changes++;
      reigns.add(new Reign(node, term, atMillis, atMillis));
    }
  }

  /** How often another term's leader was seen than before. */
  synchronized int changes() {
    return changes;
  }

  synchronized Optional<Reign> latest() {
    return reigns.isEmpty() ? Optional.empty() : Optional.of(reigns.get(reigns.size() - 1));
  }

  synchronized List<Reign> all() {
    return List.copyOf(reigns);
  }
}
