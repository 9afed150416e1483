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

  private int from;
  private int to;
  private int count;

  /** Adds a command, in place of the one that is too old now. */
  void add(Summary.TransactionLine line) {
    addStored(encode(line));
  }

  /** Adds one in its stored form. */
  void addStored(byte[] added) {
    if (count == MachineLimits.TRANSACTIONS_KEPT) {
      from += 1 + lines[from];
      count--;
    }
    if (to + 1 + added.length > lines.length) {
      makeRoom(1 + added.length);
    }
    lines[to] = (byte) added.length;
    System.arraycopy(added, 0, lines, to + 1, added.length);
    to += 1 + added.length;
    count++;
  }

  /** Half as much again as is needed, so that it is rarely done. */
  private void makeRoom(int more) {
    int kept = to - from;
    byte[] roomy = kept + more <= lines.length * 2 / 3 ? lines : new byte[(kept + more) * 3 / 2];
    System.arraycopy(lines, from, roomy, 0, kept);
    lines = roomy;
    from = 0;
    to = kept;
  }

  /** Writes all lines; nothing may follow them. */
  void encode(RowEncoder encoder) {
    encoder.raw(lines, from, to - from);
  }

  /** Takes what was encoded; there are none so far. */
  void decode(RowDecoder decoder) {
    lines = decoder.toEnd();
    to = lines.length;
    for (int at = 0; at < to; at += 1 + lines[at]) {
      count++;
    }
  }

  List<Summary.TransactionLine> newestFirst() {
    List<Summary.TransactionLine> newestFirst = new ArrayList<>(count);
    for (int at = from; at < to; at += 1 + lines[at]) {
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
