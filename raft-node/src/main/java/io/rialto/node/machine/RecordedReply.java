package io.rialto.node.machine;

/**
 * What a sequence or request id has come to, kept for duplicates: the reply, and what tells the
 * command that it answers from another.
 *
 * <p>All that a row holds is bounded (64 characters a user, 128 a cryptokey, none of a file's
 * name), so that with its key it takes at most 256 bytes, and a session's full window of 65,536
 * replies 16 MB (DESIGN, "Sessions").
 *
 * @param command null for a mark of {@link Operation.Resolve}: the sequence never was applied and
 *     never will be
 * @param summaryOf the user whose account goes with the reply, made afresh each time; empty if none
 */
record RecordedReply(CommandDigest command, String summaryOf, Reply reply) {
  private static final int CANCELLED = 0;
  private static final int COMMAND = 1;

  static RecordedReply of(Command command, Reply reply, CommandDigest.Maker digests) {
    boolean showsAccount =
        command.kind() == CommandKind.DISPLAY_SUMMARY && reply.outcome() == Outcome.OK;
    return new RecordedReply(digests.of(command), showsAccount ? command.user() : "", reply);
  }

  static RecordedReply cancelled(Reply reply) {
    return new RecordedReply(null, "", reply);
  }

  /** A mark answers every command: nothing was recorded that it could differ from. */
  boolean answers(Command sent, CommandDigest.Maker digests) {
    return command == null || command.equals(digests.of(sent));
  }

  byte[] encode() {
    return encodeInto(new RowEncoder()).toBytes();
  }

  RowEncoder encodeInto(RowEncoder encoder) {
    if (command == null) {
      encoder.byte1(CANCELLED);
    } else {
      encoder.byte1(COMMAND).fixed8(command.high()).fixed8(command.low()).text(summaryOf);
    }
    return encoder
        .number(reply.outcome().number())
        .text(reply.message())
        .number(reply.index())
        .number(reply.term())
        .number(reply.logTimeMillis())
        .number(reply.number())
        .text(reply.symbol())
        .number(reply.priceCents())
        .number(reply.shares())
        .number(reply.amountCents())
        .number(reply.expiresAtMillis())
        .number(reply.quoteTimeMillis())
        .text(reply.cryptokey())
        .number(reply.needed())
        .number(reply.available())
        .number(reply.session());
  }

  static RecordedReply decode(byte[] row) {
    RowDecoder decoder = new RowDecoder(row);
    boolean cancelled = decoder.byte1() == CANCELLED;
    CommandDigest command =
        cancelled ? null : new CommandDigest(decoder.fixed8(), decoder.fixed8());
    String summaryOf = cancelled ? "" : decoder.text();
    Reply reply =
        new Reply(
            Outcome.of((int) decoder.number()),
            decoder.text(),
            decoder.number(),
            decoder.number(),
            decoder.number(),
            decoder.number(),
            decoder.text(),
            decoder.number(),
            decoder.number(),
            decoder.number(),
            decoder.number(),
            decoder.number(),
            decoder.text(),
            decoder.number(),
            decoder.number(),
            decoder.number());
    decoder.end();
    return new RecordedReply(command, summaryOf, reply);
  }
}
