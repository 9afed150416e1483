package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.Operation;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.log.OpenSession;
import io.rialto.proto.log.RequestCommand;
import io.rialto.proto.log.Resolve;
import io.rialto.proto.trading.SessionCommand;
import org.junit.jupiter.api.Test;

class EntryDecoderTest {
  private static final io.rialto.proto.trading.Command BUY =
      io.rialto.proto.trading.Command.newBuilder()
          .setKind(io.rialto.proto.trading.CommandKind.BUY)
          .setUser("alice")
          .setSymbol("ABC")
          .setAmountCents(20_000)
          .setNumber(7)
          .build();

  @Test
  void everyFieldOfEveryOperationArrives() {
    LogEntry logged =
        entry()
            .addOperations(
                LoggedOperation.newBuilder()
                    .setCaller("alice")
                    .setSessionCommand(
                        SessionCommand.newBuilder()
                            .setSession(3)
                            .setSequence(12)
                            .setLowestUnanswered(10)
                            .setPredecessor(11)
                            .setCommand(BUY)))
            .addOperations(
                LoggedOperation.newBuilder()
                    .setRequestCommand(
                        RequestCommand.newBuilder().setRequestId("r1").setCommand(BUY)))
            .addOperations(
                LoggedOperation.newBuilder().setOpenSession(OpenSession.getDefaultInstance()))
            .addOperations(
                LoggedOperation.newBuilder()
                    .setResolve(
                        Resolve.newBuilder().setSession(3).setSequence(9).setLowestUnanswered(8)))
            .build();

    Entry decoded = new EntryDecoder().decode(41, 2, logged);

    Command buy = new Command(CommandKind.BUY, "alice", "ABC", 20_000, "", 7);
    assertThat(decoded.index()).isEqualTo(41);
    assertThat(decoded.term()).isEqualTo(2);
    assertThat(decoded.server()).isEqualTo("n1");
    assertThat(decoded.stampMillis()).isEqualTo(1_000);
    assertThat(decoded.operations())
        .containsExactly(
            new Operation.SessionCommand(3, 12, 10, 11, "alice", buy),
            new Operation.RequestCommand("r1", "", buy),
            new Operation.OpenSession(),
            new Operation.Resolve(3, 9, 8));
  }

  @Test
  void entriesThatNameTheSameSymbolShareIt() {
    EntryDecoder decoder = new EntryDecoder();

    String first = symbolOf(decoder.decode(1, 1, buying("ABC")));
    String second = symbolOf(decoder.decode(2, 1, buying("ABC")));

    assertThat(second).isSameAs(first);
    assertThat(symbolOf(decoder.decode(3, 1, buying("ABD")))).isEqualTo("ABD");
  }

  private static LogEntry buying(String symbol) {
    return entry()
        .addOperations(
            LoggedOperation.newBuilder()
                .setSessionCommand(
                    SessionCommand.newBuilder()
                        .setCommand(BUY.toBuilder().setSymbol(new String(symbol.toCharArray())))))
        .build();
  }

  private static String symbolOf(Entry entry) {
    return ((Operation.SessionCommand) entry.operations().get(0)).command().symbol();
  }

  @Test
  void aQuoteKeepsItsSignature() {
    LogEntry logged =
        entry()
            .addQuotes(
                LoggedQuote.newBuilder()
                    .setSymbol("ABC")
                    .setPriceCents(1_234)
                    .setUser("alice")
                    .setForOperation(1)
                    .setTimeMillis(999)
                    .setKeyId("k")
                    .setSignature(com.google.protobuf.ByteString.copyFromUtf8("signed")))
            .build();

    assertThat(new EntryDecoder().decode(1, 1, logged).quotes())
        .singleElement()
        .satisfies(
            quote -> {
              assertThat(quote.priceCents()).isEqualTo(1_234);
              assertThat(quote.forOperation()).isEqualTo(1);
              assertThat(quote.signature()).asString().isEqualTo("signed");
            });
  }

  @Test
  void anEntryOfAnotherFormatIsNeverGuessedAt() {
    LogEntry future = entry().setFormatVersion(2).build();
    LogEntry unknown = entry().addOperations(LoggedOperation.getDefaultInstance()).build();

    assertThatThrownBy(() -> new EntryDecoder().decode(1, 1, future))
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> new EntryDecoder().decode(1, 1, unknown).operations().get(0))
        .hasMessageContaining("unknown kind");
  }

  private static LogEntry.Builder entry() {
    return LogEntry.newBuilder().setFormatVersion(1).setServer("n1").setStampMillis(1_000);
  }
}
