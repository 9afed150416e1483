package io.rialto.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, and a file that was cut off is read up to there. */
class HistoryFileTest {

  private static final Command BUY =
      Command.newBuilder()
          .setKind(CommandKind.BUY)
          .setUser("alice")
          .setSymbol("ABC")
          .setAmountCents(20_000)
          .setNumber(7)
          .build();

  private static final Summary ACCOUNT =
      Summary.newBuilder()
          .setUser("alice")
          .setCashCents(3)
          .setAvailableCents(2)
          .setReservedCents(1)
          .addHoldings(Holding.newBuilder().setSymbol("A").setShares(5).setAvailable(4))
          .addPendingBuys(PendingOrder.newBuilder().setSymbol("B").setExpiresAtMillis(9))
          .addPendingSells(PendingOrder.newBuilder().setSymbol("C").setShares(2))
          .addBuyTriggers(StandingOrder.newBuilder().setSymbol("D").setAmountCents(8))
          .addSellTriggers(
              StandingOrder.newBuilder().setSymbol("E").setTriggerCents(6).setShares(1))
          .addTransactions(
              Transaction.newBuilder()
                  .setLogIndex(4)
                  .setNumber(7)
                  .setCommand(CommandKind.BUY)
                  .setResult(ResultCode.NO_VALID_QUOTE))
          .build();

  private static final SummaryReply READ =
      SummaryReply.newBuilder().setLogIndex(5).setLogTimeMillis(6).setSummary(ACCOUNT).build();

  private static final List<HistoryRecord> RECORDS =
      List.of(
          new HistoryRecord.RunBegan(0, 1, 1_790_000_000_000L, -3, List.of("n1"), true, 10),
          new HistoryRecord.Invoked(1, 1, "c1", "c1#1", new Call.Submit(BUY)),
          new HistoryRecord.Invoked(2, 2, "c1", "c1#1", new Call.Request("r1", BUY)),
          new HistoryRecord.Invoked(3, 3, "c1", "c1#1", new Call.Resolve(4, 5)),
          new HistoryRecord.Invoked(4, 4, "c1", "c1#1", new Call.Read("bob", Consistency.STALE)),
          new HistoryRecord.Invoked(5, 5, "c1", "c1#1", new Call.ReadAll(Consistency.STRICT)),
          new HistoryRecord.Returned(6, 1, 2, new Answer.OfCommand(result())),
          new HistoryRecord.Returned(7, 4, 5, new Answer.OfRead(READ)),
          new HistoryRecord.AccountRead(8, 5, READ),
          new HistoryRecord.Returned(9, 5, 6, new Answer.OfReadAll(12, "")),
          new HistoryRecord.ProcessEnded(10, "c1#1", true),
          new HistoryRecord.SentAs(10, 3, 4, 5),
          new HistoryRecord.FaultBegan(11, 1, "KILL", "LEADER", List.of("n1"), "says \"why\""),
          new HistoryRecord.FaultEnded(12, 1, ""),
          new HistoryRecord.MemberExited(13, "n1", 137, true),
          new HistoryRecord.NodeSeen(14, "n1", status(), 12, true),
          new HistoryRecord.AuditTaken(15, "n1", "audit-n1.xml", 12),
          new HistoryRecord.Note(16, "healthy"),
          new HistoryRecord.RunEnded(17, ""));

  @TempDir private Path folder;

  private static CommandResult result() {
    return new CommandResult(
        CommandResult.Kind.REJECTED,
        Reply.newBuilder()
            .setCode(ResultCode.INSUFFICIENT_FUNDS)
            .setMessage("INSUFFICIENT_FUNDS: needs 200.00, available 12.00")
            .setLogIndex(8)
            .setTerm(2)
            .setLogTimeMillis(1_790_000_000_001L)
            .setNumber(7)
            .setDuplicate(true)
            .setNeeded(20_000)
            .setAvailable(1_200)
            .setSummary(ACCOUNT)
            .build(),
        4,
        5,
        3);
  }

  private static NodeStatus status() {
    return NodeStatus.newBuilder()
        .setNodeId("n1")
        .setRole(Role.LEADER)
        .setReady(true)
        .setTerm(2)
        .setLeaderId("n1")
        .setAppliedLogIndex(12)
        .setLogTimeMillis(3)
        .setHash(ByteString.copyFromUtf8("hash"))
        .setHashAt(ByteString.copyFromUtf8("hash"))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"history.jsonl", "history.jsonl.gz"})
  void everyRecordIsReadAsItWasWritten(String name) throws IOException {
    Path file = written(name);
    List<HistoryRecord> read = new ArrayList<>();

    HistoryReader.Ending ending = HistoryReader.read(file, read::add);

    assertThat(read).isEqualTo(RECORDS);
    assertThat(ending).isEqualTo(new HistoryReader.Ending(RECORDS.size(), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"history.jsonl", "history.jsonl.gz"})
  void aFileThatWasCutOffIsReadUpToThere(String name) throws IOException {
    Path file = written(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
    List<HistoryRecord> read = new ArrayList<>();

    HistoryReader.Ending ending = HistoryReader.read(file, read::add);

    assertThat(ending.cut()).isTrue();
    assertThat(RECORDS).startsWith(read.toArray(HistoryRecord[]::new));
  }

  @Test
  void aLineThatIsNoRecordIsNamedWithItsPlace() throws IOException {
    Path file = folder.resolve("history.jsonl");
    Files.writeString(file, "{\"record\":\"note\",\"at\":1}\n{\"record\":\"nothing\"}\n");

    assertThatThrownBy(() -> HistoryReader.read(file, line -> {}))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("nothing");
  }

  @Test
  void nothingIsWrittenAfterTheClose() throws IOException {
    Path file = folder.resolve("history.jsonl");
    HistoryWriter writer = HistoryWriter.create(file);
    writer.close();
    writer.write(new HistoryRecord.Note(1, "too late"));
    writer.close();

    assertThat(file).isEmptyFile();
  }

  private Path written(String name) throws IOException {
    Path file = folder.resolve(name);
    try (HistoryWriter writer = HistoryWriter.create(file)) {
      RECORDS.forEach(writer::write);
    }
    return file;
  }
}
