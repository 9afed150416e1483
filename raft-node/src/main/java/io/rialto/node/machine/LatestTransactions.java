package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A user's latest commands, in their stored form: they are stored with every change of the account,
 * and read much less often.
 */
final class LatestTransactions {

  /** Each line behind its count of bytes, which is one byte; the oldest line first. */
  private byte[] lines = {};

  private int count;

  /** Adds a command, in place of the one that is too old now. */
  void add(Summary.TransactionLine line) {
    addStored(encode(line));
  }

  /** Adds one in its stored form. */
  void addStored(byte[] added) {
    int from = count == MachineLimits.TRANSACTIONS_KEPT ? 1 + lines[0] : 0;
    int kept = lines.length - from;
    byte[] next = new byte[kept + 1 + added.length];
    System.arraycopy(lines, from, next, 0, kept);
    next[kept] = (byte) added.length;
    System.arraycopy(added, 0, next, kept + 1, added.length);
    lines = next;
    count = Math.min(count + 1, MachineLimits.TRANSACTIONS_KEPT);
  }

  /** Writes all lines; nothing may follow them. */
  void encode(RowEncoder encoder) {
    encoder.raw(lines);
  }

  /** Takes what was encoded; there are none so far. */
  void decode(RowDecoder decoder) {
    lines = decoder.toEnd();
    for (int at = 0; at < lines.length; at += 1 + lines[at]) {
      count++;
    }
  }

  List<Summary.TransactionLine> newestFirst() {
    List<Summary.TransactionLine> newestFirst = new ArrayList<>(count);
    for (int at = 0; at < lines.length; at += 1 + lines[at]) {
      newestFirst.add(decodeLine(Arrays.copyOfRange(lines, at + 1, at + 1 + lines[at])));
    }
    Collections.reverse(newestFirst);
    return newestFirst;
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
