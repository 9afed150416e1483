package io.rialto.node.machine;

import java.security.MessageDigest;

/**
 * A command in 16 bytes of its SHA-256: enough to tell whether a sequence or request id comes again
 * with the same command, and small however long the command's texts are.
 */
record CommandDigest(long high, long low) {

  /** Makes digests, one after the other in the same memory. */
  static final class Maker {
    private final MessageDigest sha256 = HashChain.sha256();
    private final RowEncoder text = new RowEncoder();

    CommandDigest of(Command command) {
      text.clear()
          .byte1(command.kind().number())
          .text(command.user())
          .text(command.symbol())
          .number(command.amountCents())
          .text(command.filename())
          .number(command.number())
          .addTo(sha256);
      RowDecoder digest = new RowDecoder(sha256.digest());
      return new CommandDigest(digest.fixed8(), digest.fixed8());
    }
  }
}
