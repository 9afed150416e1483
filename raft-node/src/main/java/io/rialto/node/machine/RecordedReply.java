package io.rialto.node.machine;

/**
 * What a sequence or request id has come to, kept for duplicates: the reply, and the command that
 * it answers, which a duplicate must equal.
 *
 * @param command null for a mark of {@link Operation.Resolve}: the sequence never was applied and
 *     never will be
 */
record RecordedReply(Command command, Reply reply) {
  private static final int CANCELLED = 0;

  boolean isCancelled() {
    return command == null;
  }

  /** The start of a row; a caller may add fields of its own behind. */
  RowEncoder encode() {
    RowEncoder encoder = new RowEncoder();
    if (command == null) {
      encoder.byte1(CANCELLED);
    } else {
      encoder.byte1(command.kind().number()).text(command.user()).text(command.symbol());
      encoder.number(command.amountCents()).text(command.filename()).number(command.number());
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

  static RecordedReply decode(RowDecoder decoder) {
    int kind = decoder.byte1();
    Command command = kind == CANCELLED ? null : decodeCommand(CommandKind.of(kind), decoder);
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
    return new RecordedReply(command, reply);
  }

  private static Command decodeCommand(CommandKind kind, RowDecoder decoder) {
    return new Command(
        kind, decoder.text(), decoder.text(), decoder.number(), decoder.text(), decoder.number());
  }
}
