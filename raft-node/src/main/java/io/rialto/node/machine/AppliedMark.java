package io.rialto.node.machine;

/**
 * The last entry that the machine has applied, with log time and the hash chain's value (32 bytes)
 * after it.
 */
public record AppliedMark(long index, long term, long logTimeMillis, byte[] hash) {

  /** The mark in the META table; index 0 and a hash of zeros if nothing has been applied. */
  public static AppliedMark read(StateReader reader) {
    byte[] row = reader.get(Table.META, Keys.APPLIED);
    if (row == null) {
      return new AppliedMark(0, 0, 0, new byte[HashChain.LENGTH]);
    }
    RowDecoder decoder = new RowDecoder(row);
    AppliedMark mark =
        new AppliedMark(decoder.number(), decoder.number(), decoder.number(), decoder.block());
    decoder.end();
    return mark;
  }

  byte[] encode() {
    return new RowEncoder().number(index).number(term).number(logTimeMillis).block(hash).toBytes();
  }
}
