package io.rialto.node.machine;

import java.util.TreeSet;

/** All pending orders, in the order in which they end; in memory only, made out of their rows. */
final class ExpiryQueue {
  private final TreeSet<Expiry> queue = new TreeSet<>();

  ExpiryQueue(StateReader reader) {
    reader.scan(
        Table.PENDING,
        new byte[0],
        null,
        (key, value) -> {
          RowDecoder decoder = new RowDecoder(key);
          String user = decoder.textToZero();
          return queue.add(PendingOrder.decode(decoder, value).expiry(user));
        });
  }

  void add(Expiry expiry) {
    queue.add(expiry);
  }

  void remove(Expiry expiry) {
    if (!queue.remove(expiry)) {
      throw new IllegalStateException("not in the queue: " + expiry);
    }
  }

  /** The next order that is over at this log time, still in the queue; null if there is none. */
  Expiry nextDue(long logTimeMillis) {
    if (queue.isEmpty() || queue.first().expiresAtMillis() >= logTimeMillis) {
      return null;
    }
    return queue.first();
  }
}
