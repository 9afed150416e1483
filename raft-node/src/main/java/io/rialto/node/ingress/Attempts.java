package io.rialto.node.ingress;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which commands are under way on this node, and how often each. "Nothing happened" may be said of
 * an attempt only while no other attempt of the same command can still apply.
 *
 * <p>An attempt whose entry was not acknowledged counts until an entry of a later term is applied
 * here: by then it has been applied or never will be. Bounded by what the sequencer accepts.
 * Thread-safe.
 */
final class Attempts {
  private final Map<Attempt, Integer> underWay = new HashMap<>();
  private final Map<Attempt, Long> unknownSinceTerm = new LinkedHashMap<>();

  /** An attempt may be null: an operation that is not protected against being sent twice. */
  synchronized void begin(Attempt attempt) {
    if (attempt != null) {
      underWay.merge(attempt, 1, Integer::sum);
    }
  }

  synchronized void end(Attempt attempt) {
    if (attempt != null) {
      underWay.computeIfPresent(attempt, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Ends an attempt whose entry, submitted in the term, may still be applied. */
  synchronized void endUnknown(Attempt attempt, long term) {
    if (attempt != null) {
      end(attempt);
      unknownSinceTerm.merge(attempt, term, Math::max);
    }
  }

  /** Whether the command may still be applied by another attempt. */
  synchronized boolean mayApply(Attempt attempt) {
    return attempt != null
        && (underWay.containsKey(attempt) || unknownSinceTerm.containsKey(attempt));
  }

  /** An entry of this term has been applied here. */
  synchronized void termApplied(long term) {
    Iterator<Long> terms = unknownSinceTerm.values().iterator();
    while (terms.hasNext()) {
      if (terms.next() < term) {
        terms.remove();
      }
    }
  }
}
