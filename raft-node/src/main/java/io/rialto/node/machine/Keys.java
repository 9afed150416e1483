package io.rialto.node.machine;

import java.nio.charset.StandardCharsets;

/**
 * The keys of all tables. A user's rows stand together: user, a zero byte (which no user id
 * contains), then what tells the rows apart, in the order in which they are read.
 */
final class Keys {
  static final byte[] APPLIED = {1};
  static final byte[] FORMAT = {2};
  static final byte[] RUNNING_NUMBER = {3};
  static final byte[] NEXT_SESSION = {4};
  static final byte[] AUDIT_INDEXED = {5};

  /** How far an upgrade to the second form has come. */
  static final byte[] UPGRADE_TO_SECOND = {6};

  /** How far an upgrade of accounts and sessions to the third form, or a later one, has come. */
  static final byte[] UPGRADE = {7};

  private static final int REQUEST_BY_ID = 1;
  private static final int REQUEST_BY_TIME = 2;

  private Keys() {}

  static byte[] account(String user) {
    return user.getBytes(StandardCharsets.UTF_8);
  }

  /** Where a user's rows begin in the tables whose keys start with the user. */
  static byte[] userStart(String user) {
    return new RowEncoder().rawText(user).byte1(0).toBytes();
  }

  /** Where they end, exclusive. */
  static byte[] userEnd(String user) {
    return new RowEncoder().rawText(user).byte1(1).toBytes();
  }

  static byte[] holding(String user, String symbol) {
    return new RowEncoder().rawText(user).byte1(0).rawText(symbol).toBytes();
  }

  static byte[] pending(String user, PendingOrder order) {
    return new RowEncoder()
        .rawText(user)
        .byte1(0)
        .byte1(order.side().number())
        .fixed8(order.index())
        .fixed4(order.place())
        .toBytes();
  }

  static byte[] standing(String user, Side side, String symbol) {
    return new RowEncoder().rawText(user).byte1(0).byte1(side.number()).rawText(symbol).toBytes();
  }

  /** A full chunk of the user's latest commands, by its place among those that are kept. */
  static byte[] transactions(String user, long place) {
    return new RowEncoder().rawText(user).byte1(0).byte1((int) place).toBytes();
  }

  static byte[] quote(String symbol) {
    return symbol.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] trigger(ArmedTrigger trigger) {
    return new RowEncoder()
        .rawText(trigger.symbol())
        .byte1(0)
        .byte1(trigger.side().number())
        .fixed8(trigger.priceOrder())
        .fixed8(trigger.index())
        .fixed4(trigger.place())
        .toBytes();
  }

  static byte[] session(long session) {
    return new RowEncoder().fixed8(session).toBytes();
  }

  /** The replies that the entry with this log index recorded for a session. */
  static byte[] replies(long session, long index) {
    return new RowEncoder().fixed8(session).fixed8(index).toBytes();
  }

  static byte[] request(String requestId) {
    return new RowEncoder().byte1(REQUEST_BY_ID).rawText(requestId).toBytes();
  }

  /** The second key of a request, by which it is found when its time is over. */
  static byte[] requestTime(long recordedAtMillis, long index, int place) {
    return new RowEncoder()
        .byte1(REQUEST_BY_TIME)
        .fixed8(recordedAtMillis)
        .fixed8(index)
        .fixed4(place)
        .toBytes();
  }

  /** Where the requests by time begin. */
  static byte[] requestTimeStart() {
    return new byte[] {REQUEST_BY_TIME};
  }

  /** The time within such a key. */
  static long requestTimeOf(byte[] key) {
    return new RowDecoder(key, 1).fixed8();
  }

  static byte[] audit(long index) {
    return new RowEncoder().fixed8(index).toBytes();
  }

  /** The row of a bucket of users for the stretch of entries that ended with this log index. */
  static byte[] auditIndex(int bucket, long lastIndex) {
    return new RowEncoder().fixed4(bucket).fixed8(lastIndex).toBytes();
  }
}
