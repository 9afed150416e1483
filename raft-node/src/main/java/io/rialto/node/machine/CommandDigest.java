package io.rialto.node.machine;

import java.util.Arrays;

/**
 * A command in 16 bytes of its SHA-256: enough to tell whether a sequence or request id comes again
 * with the same command, and small however long the command's texts are.
 */
record CommandDigest(long high, long low) {

  static CommandDigest of(Command command) {
    byte[] canonical =
        new RowEncoder()
            .byte1(command.kind().number())
            .text(command.user())
            .text(command.symbol())
            .number(command.amountCents())
            .text(command.filename())
            .number(command.number())
            .toBytes();
    RowDecoder digest = new RowDecoder(Arrays.copyOf(HashChain.sha256().digest(canonical), 16));
    return new CommandDigest(digest.fixed8(), digest.fixed8());
  }
}
