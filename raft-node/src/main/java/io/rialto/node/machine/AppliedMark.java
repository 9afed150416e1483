package io.rialto.node.machine;

/**
 * The last entry that the machine has applied, with log time and the hash chain's value (32 bytes)
 * after it.
 */
public record AppliedMark(long index, long term, long logTimeMillis, byte[] hash) {

  /** The mark in the META table; index 0 and a hash of zeros if nothing has been applied. */
  public static AppliedMark read(StateReader reader) {
    throw new UnsupportedOperationException();
  }
}
