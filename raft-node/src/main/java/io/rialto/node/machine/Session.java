package io.rialto.node.machine;

/**
 * What is known of an open session beside its replies.
 *
 * @param lastUseMillis log time of its latest operation
 * @param lowestUnanswered replies below it are forgotten
 * @param highestRecorded no sequence above it has a reply
 */
record Session(long id, long lastUseMillis, long lowestUnanswered, long highestRecorded) {

  static Session opened(long id, Moment moment) {
    return new Session(id, moment.logTimeMillis(), 1, 0);
  }

  Session usedAt(Moment moment) {
    return new Session(id, moment.logTimeMillis(), lowestUnanswered, highestRecorded);
  }

  Session recorded(long lowest, long sequence) {
    return new Session(id, lastUseMillis, lowest, Math.max(highestRecorded, sequence));
  }

  byte[] encode() {
    return new RowEncoder()
        .number(lastUseMillis)
        .number(lowestUnanswered)
        .number(highestRecorded)
        .toBytes();
  }

  static Session decode(byte[] key, byte[] row) {
    RowDecoder value = new RowDecoder(row);
    Session session =
        new Session(new RowDecoder(key).fixed8(), value.number(), value.number(), value.number());
    value.end();
    return session;
  }
}
