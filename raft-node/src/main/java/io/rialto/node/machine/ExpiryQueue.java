package io.rialto.node.machine;

import java.util.TreeSet;

/** All pending orders, in the order in which they end. */
final class ExpiryQueue {
  private final RowSink rows;
  private final TreeSet<Expiry> queue = new TreeSet<>();

  ExpiryQueue(Rows rows) {
    this.rows = rows;
    rows.scan(
        Table.EXPIRIES, new byte[0], null, (key, value) -> queue.add(Expiry.decode(key, value)));
  }

  void add(Expiry expiry) {
    queue.add(expiry);
    rows.put(Table.EXPIRIES, Keys.expiry(expiry), expiry.encode());
  }

  void remove(Expiry expiry) {
    if (!queue.remove(expiry)) {
      throw new IllegalStateException("not in the queue: " + expiry);
    }
    rows.delete(Table.EXPIRIES, Keys.expiry(expiry));
  }

  /** The next order that is over at this log time, still in the queue; null if there is none. */
  Expiry nextDue(long logTimeMillis) {
    if (queue.isEmpty() || queue.first().expiresAtMillis() >= logTimeMillis) {
      return null;
    }
    return queue.first();
  }
}
