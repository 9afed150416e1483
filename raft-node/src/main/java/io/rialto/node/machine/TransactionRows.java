package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;

/** A user's latest commands: a ring of rows, so that each command writes one. */
final class TransactionRows {
  private TransactionRows() {}

  static byte[] encode(Summary.TransactionLine line) {
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

  /** The latest commands, newest first. */
  static List<Summary.TransactionLine> latest(StateReader reader, Account account) {
    List<Summary.TransactionLine> ring = new ArrayList<>();
    reader.scan(
        Table.TRANSACTIONS,
        Keys.userStart(account.user()),
        Keys.userEnd(account.user()),
        (key, value) -> ring.add(decode(value)));
    List<Summary.TransactionLine> newestFirst = new ArrayList<>(ring.size());
    for (long count = account.transactionCount(); newestFirst.size() < ring.size(); count--) {
      newestFirst.add(ring.get((int) ((count - 1) % MachineLimits.TRANSACTIONS_KEPT)));
    }
    return newestFirst;
  }

  private static Summary.TransactionLine decode(byte[] row) {
    RowDecoder decoder = new RowDecoder(row);
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
