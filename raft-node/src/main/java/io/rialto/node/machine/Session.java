package io.rialto.node.machine;

import java.util.ArrayDeque;

/**
 * An open session: which of its sequences have a reply, and where. The replies themselves are in
 * rows, those of one entry together in a block; only what the current entry records is in memory.
 */
final class Session {

  /** The replies recorded in one entry; all of them are below or at {@code highest}. */
  private record Block(long index, long highest) {}

  private final long id;
  private long lastUseMillis;
  private long lowestUnanswered;
  private long highestRecorded;
  private final SequenceRing recorded = new SequenceRing();
  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private ReplyBlocks.Writer fresh = new ReplyBlocks.Writer();
  private boolean inUse;

  private Session(long id, long lastUseMillis, long lowestUnanswered, long highestRecorded) {
    this.id = id;
    this.lastUseMillis = lastUseMillis;
    this.lowestUnanswered = lowestUnanswered;
    this.highestRecorded = highestRecorded;
    recorded.forgetBelow(lowestUnanswered);
  }

  static Session opened(long id, Moment moment) {
    return new Session(id, moment.logTimeMillis(), 1, 0);
  }

  /** A stored session, without its replies. */
  static Session decode(byte[] key, byte[] row) {
    RowDecoder value = new RowDecoder(row);
    Session session =
        new Session(new RowDecoder(key).fixed8(), value.number(), value.number(), value.number());
    value.end();
    return session;
  }

  byte[] encode() {
    return new RowEncoder()
        .number(lastUseMillis)
        .number(lowestUnanswered)
        .number(highestRecorded)
        .toBytes();
  }

  /** Takes notice of a stored block; to be called in the order of their log indexes. */
  void hasBlock(long index, Iterable<Long> sequences) {
    long highest = 0;
    for (long sequence : sequences) {
      highest = Math.max(highest, sequence);
      if (sequence >= lowestUnanswered) {
        recorded.put(sequence, index);
      }
    }
    blocks.addLast(new Block(index, highest));
  }

  long id() {
    return id;
  }

  /** Log time of its latest operation. */
  long lastUseMillis() {
    return lastUseMillis;
  }

  /** Replies below it are forgotten. */
  long lowestUnanswered() {
    return lowestUnanswered;
  }

  /** No sequence above it has a reply. */
  long highestRecorded() {
    return highestRecorded;
  }

  /** It is in use now; true the first time in an entry. */
  boolean use(Moment moment) {
    boolean first = !inUse;
    inUse = true;
    lastUseMillis = moment.logTimeMillis();
    return first;
  }

  /** Whether a sequence has a reply. */
  boolean has(long sequence) {
    return recorded.indexOf(sequence) != 0;
  }

  /** The log index of the block that holds a sequence's reply; 0 if there is none. */
  long blockOf(long sequence) {
    return recorded.indexOf(sequence);
  }

  /** The reply to a sequence of the current entry; null if it is not of this entry. */
  RecordedReply fresh(long sequence) {
    return fresh.find(sequence);
  }

  /** Records what a sequence has come to, and forgets all replies below {@code lowest}. */
  void record(long lowest, long sequence, RecordedReply reply) {
    if (lowest > lowestUnanswered) {
      lowestUnanswered = lowest;
      recorded.forgetBelow(lowest);
    }
    highestRecorded = Math.max(highestRecorded, sequence);
    recorded.put(sequence, reply.reply().index());
    fresh.add(sequence, reply);
  }

  /** Writes what the entry has changed. */
  void endEntry(Moment moment, RowSink rows) {
    inUse = false;
    while (!blocks.isEmpty() && blocks.peekFirst().highest() < lowestUnanswered) {
      rows.delete(Table.REPLIES, Keys.replies(id, blocks.removeFirst().index()));
    }
    if (fresh.highest() >= lowestUnanswered) {
      rows.put(Table.REPLIES, Keys.replies(id, moment.index()), fresh.from(lowestUnanswered));
      blocks.addLast(new Block(moment.index(), fresh.highest()));
    }
    fresh = new ReplyBlocks.Writer();
    rows.put(Table.SESSIONS, Keys.session(id), encode());
  }

  /** Takes the session's rows away. */
  void end(RowSink rows) {
    rows.delete(Table.SESSIONS, Keys.session(id));
    blocks.forEach(block -> rows.delete(Table.REPLIES, Keys.replies(id, block.index())));
  }
}
