package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A user's latest commands, in their stored form: each is stored and most are never read.
 *
 * <p>Commands fill chunks. The one that is not full yet stands in the account's row; full ones are
 * rows of their own, of which only the latest that can still be asked for are kept. So a command
 * writes its share of a chunk, and not all that a summary shows.
 */
final class LatestTransactions {

  /** Commands of a chunk. */
  static final int CHUNK = 10;

  /**
   * Full chunks that are kept, exactly as many commands as are shown: then there are always enough.
   */
  static final int CHUNKS = MachineLimits.TRANSACTIONS_KEPT / CHUNK;

  /**
   * What adding leaves in memory: full chunks that may still have to be stored, and the one begun.
   */
  private static final int LINES_MAX = CHUNKS * CHUNK + CHUNK - 1;

  private final UserRows rows;

  /** All commands there have been; since an upgrade of the rows, those that it found included. */
  private long recorded;

  /** Full chunks that have been stored or given up. */
  private long stored;

  /** The latest lines, each behind its count of bytes, which is one byte; the oldest line first. */
  private byte[] lines = {};

  private int from;
  private int to;
  private int count;

  /** Where the lines of the chunk begin that is not full. */
  private int begun;

  LatestTransactions(UserRows rows) {
    this.rows = rows;
  }

  /** Those of a chunk that is not full yet; full ones have been saved. */
  private LatestTransactions(UserRows rows, long recorded, byte[] ofChunk) {
    this.rows = rows;
    this.recorded = recorded;
    stored = recorded / CHUNK;
    setLines(ofChunk);
    if (count != recorded % CHUNK) {
      throw rows.disagree("latest commands", count, recorded % CHUNK);
    }
  }

  /** Those of an account's row, at the end of which they stand. */
  LatestTransactions(UserRows rows, RowDecoder account) {
    this(rows, account.number(), account.toEnd());
  }

  /** Those that were packed. */
  static LatestTransactions unpack(UserRows rows, RowDecoder packed) {
    return new LatestTransactions(rows, packed.number(), packed.block());
  }

  private LatestTransactions(UserRows rows, LatestTransactions other) {
    this.rows = rows;
    recorded = other.recorded;
    stored = other.stored;
    setLines(Arrays.copyOfRange(other.lines, other.from, other.to));
    begun = other.begun - other.from;
  }

  LatestTransactions copy(UserRows to) {
    return new LatestTransactions(to, this);
  }

  /** Adds a command. */
  void add(Summary.TransactionLine line) {
    addStored(encode(line));
  }

  /** Adds one in its stored form. */
  void addStored(byte[] added) {
    while (count >= LINES_MAX) {
      from = after(from);
      count--;
    }
    if (to + 1 + added.length > lines.length) {
      makeRoom(1 + added.length);
    }
    if (recorded % CHUNK == 0) {
      begun = to;
    }
    lines[to] = (byte) added.length;
    System.arraycopy(added, 0, lines, to + 1, added.length);
    to += 1 + added.length;
    count++;
    recorded++;
  }

  /** A quarter more than is needed, so that it is not done with every command. */
  private void makeRoom(int more) {
    int kept = to - from;
    byte[] roomy = kept + more <= lines.length * 4 / 5 ? lines : new byte[(kept + more) * 5 / 4];
    System.arraycopy(lines, from, roomy, 0, kept);
    lines = roomy;
    begun -= from;
    from = 0;
    to = kept;
  }

  /** Writes the chunk that is not full yet to the account's row; nothing may follow it there. */
  void writeBegun(RowEncoder account) {
    int start = endOfFull();
    account.number(recorded).raw(lines, start, to - start);
  }

  /** Writes the chunk that is not full yet; full ones have been saved. */
  void pack(RowEncoder packed) {
    int start = endOfFull();
    packed.number(recorded).number(to - start).raw(lines, start, to - start);
  }

  /** Writes chunks that have become full to rows of their own. */
  void saveFull() {
    long full = recorded / CHUNK;
    int end = endOfFull();
    for (long chunk = full - 1; chunk >= Math.max(stored, full - CHUNKS); chunk--) {
      int start = lastChunk(end);
      byte[] row = Arrays.copyOfRange(lines, start, end);
      rows.sink().put(Table.TRANSACTIONS, Keys.transactions(rows.user(), chunk % CHUNKS), row);
      end = start;
    }
    stored = full;
  }

  private int endOfFull() {
    return recorded % CHUNK == 0 ? to : begun;
  }

  /** Where the chunk begins that ends here. */
  private int lastChunk(int end) {
    int before = -CHUNK;
    for (int at = from; at < end; at = after(at)) {
      before++;
    }
    return skip(before);
  }

  List<Summary.TransactionLine> newestFirst() {
    if (count < Math.min(recorded, MachineLimits.TRANSACTIONS_KEPT)) {
      readOlder();
    }
    List<Summary.TransactionLine> newestFirst = new ArrayList<>(MachineLimits.TRANSACTIONS_KEPT);
    int oldest = skip(Math.max(0, count - MachineLimits.TRANSACTIONS_KEPT));
    for (int at = oldest; at < to; at = after(at)) {
      newestFirst.add(decodeLine(Arrays.copyOfRange(lines, at + 1, after(at))));
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /**
   * Puts what rows of their own hold before what is in memory, which begins with a chunk: lines are
   * given up only when there are more than are shown.
   */
  private void readOlder() {
    RowEncoder all = new RowEncoder();
    long first = (recorded - count) / CHUNK;
    for (long chunk = Math.max(0, stored - CHUNKS); chunk < first; chunk++) {
      byte[] row =
          rows.reader().get(Table.TRANSACTIONS, Keys.transactions(rows.user(), chunk % CHUNKS));
      if (row != null) {
        all.raw(row);
      }
    }
    int older = all.length();
    all.raw(lines, from, to - from);
    begun += older - from;
    setLines(all.toBytes());
    long kept = recorded - CHUNK * Math.max(0, stored - CHUNKS);
    if (count != kept) {
      throw rows.disagree("latest commands", count, kept);
    }
  }

  private void setLines(byte[] all) {
    lines = all;
    from = 0;
    to = all.length;
    count = 0;
    for (int at = 0; at < to; at = after(at)) {
      count++;
    }
  }

  /** Where the line stands that has so many before it. */
  private int skip(int before) {
    int at = from;
    for (int line = 0; line < before; line++) {
      at = after(at);
    }
    return at;
  }

  /** Where the line behind this one begins. */
  private int after(int line) {
    return line + 1 + lines[line];
  }

  /** At most 5 numbers of 10 bytes, two single bytes and a symbol of 4. */
  private static byte[] encode(Summary.TransactionLine line) {
    return new RowEncoder()
        .number(line.index())
        .number(line.logTimeMillis())
        .number(line.number())
        .byte1(line.kind().number())
        .text(line.symbol())
        .number(line.amountCents())
        .number(line.outcome().number())
        .toBytes();
  }

  private static Summary.TransactionLine decodeLine(byte[] stored) {
    RowDecoder decoder = new RowDecoder(stored);
    Summary.TransactionLine line =
        new Summary.TransactionLine(
            decoder.number(),
            decoder.number(),
            decoder.number(),
            CommandKind.of(decoder.byte1()),
            decoder.text(),
            decoder.number(),
            Outcome.of((int) decoder.number()));
    decoder.end();
    return line;
  }
}
