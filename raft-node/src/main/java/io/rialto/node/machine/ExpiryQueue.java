package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * All pending orders, in the order in which they end; in memory only, made out of their rows. That
 * is the order in which they begin: all live equally long, and log time never runs back.
 */
final class ExpiryQueue {
  private final LinkedHashSet<Expiry> queue = new LinkedHashSet<>();

  /** The queue's first; null if it is empty or has not been asked for it. */
  private Expiry first;

  ExpiryQueue(StateReader reader) {
    List<Expiry> stored = new ArrayList<>();
    reader.scan(
        Table.PENDING,
        new byte[0],
        null,
        (key, value) -> {
          RowDecoder decoder = new RowDecoder(key);
          String user = decoder.textToZero();
          return stored.add(PendingOrder.decode(decoder, value).expiry(user));
        });
    stored.sort(null);
    queue.addAll(stored);
  }

  /** Adds one that ends after all others. */
  void add(Expiry expiry) {
    queue.add(expiry);
  }

  void remove(Expiry expiry) {
    if (!queue.remove(expiry)) {
      throw new IllegalStateException("not in the queue: " + expiry);
    }
    if (expiry.equals(first)) {
      first = null;
    }
  }

  /** The next order that is over at this log time, still in the queue; null if there is none. */
  Expiry nextDue(long logTimeMillis) {
    if (first == null && !queue.isEmpty()) {
      first = queue.iterator().next();
    }
    return first != null && first.isOver(logTimeMillis) ? first : null;
  }
}
