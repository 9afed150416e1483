package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * Replies to commands outside sessions, kept 10 minutes of log time by request id. Two rows each:
 * by id for duplicates, by time for the end. In memory there is only their count and the time of
 * the oldest.
 */
final class RequestTable {
  private final Rows rows;
  private final int requestsMax;
  private int count;
  private long oldestMillis = Long.MAX_VALUE;

  RequestTable(Rows rows, int requestsMax) {
    this.rows = rows;
    this.requestsMax = requestsMax;
    rows.scan(
        Table.REQUESTS,
        Keys.requestTimeStart(),
        null,
        (key, value) -> {
          if (count == 0) {
            oldestMillis = Keys.requestTimeOf(key);
          }
          count++;
          return true;
        });
  }

  boolean isFull() {
    return count >= requestsMax;
  }

  /** What the request has come to, or null if nothing is recorded. */
  RecordedReply recorded(String requestId) {
    byte[] row = rows.get(Table.REQUESTS, Keys.request(requestId));
    return row == null ? null : RecordedReply.decode(row);
  }

  void record(String requestId, Moment moment, int place, RecordedReply reply) {
    rows.put(Table.REQUESTS, Keys.request(requestId), reply.encode());
    rows.put(
        Table.REQUESTS,
        Keys.requestTime(moment.logTimeMillis(), moment.index(), place),
        new RowEncoder().rawText(requestId).toBytes());
    count++;
    oldestMillis = Math.min(oldestMillis, moment.logTimeMillis());
  }

  /** Forgets the requests whose time is over. */
  void endOld(Moment moment) {
    if (count == 0 || !moment.isPast(oldestMillis, MachineLimits.REQUEST_LIFE_MILLIS)) {
      return;
    }
    List<byte[]> over = new ArrayList<>();
    oldestMillis = Long.MAX_VALUE;
    rows.scan(
        Table.REQUESTS,
        Keys.requestTimeStart(),
        null,
        (key, value) -> {
          long time = Keys.requestTimeOf(key);
          if (!moment.isPast(time, MachineLimits.REQUEST_LIFE_MILLIS)) {
            oldestMillis = time;
            return false;
          }
          over.add(key.clone());
          return true;
        });
    over.forEach(this::forget);
  }

  private void forget(byte[] timeKey) {
    String requestId = new RowDecoder(rows.get(Table.REQUESTS, timeKey)).textToEnd();
    rows.delete(Table.REQUESTS, timeKey);
    rows.delete(Table.REQUESTS, Keys.request(requestId));
    count--;
  }
}
