package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.PATIENCE;
import static io.rialto.node.ingress.TestNode.add;
import static io.rialto.node.ingress.TestNode.buy;
import static io.rialto.node.ingress.TestNode.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.rialto.node.ops.Limits;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way of a command from a stream into the log and back. */
@Tag("P8")
class CommandFlowTest {
  private TestNode node;

  @BeforeEach
  void start() {
    node = new TestNode();
  }

  @AfterEach
  void stop() {
    node.close();
    assertThat(node.halts).isEmpty();
  }

  @Test
  void aCommandIsAnsweredWithItsPlaceInTheLog() {
    TestStream stream = node.openStream();

    stream.send(1, 0, add("alice", 100_00));

    Reply reply = stream.reply(1);
    assertThat(reply.getCode()).isEqualTo(ResultCode.OK);
    assertThat(reply.getLogIndex()).isPositive();
    assertThat(reply.getTerm()).isEqualTo(1);
    assertThat(reply.getLogTimeMillis()).isPositive();
  }

  @Test
  void aSymbolInLowerCaseIsMadeUpperCase() {
    node.execute(add("alice", 100_00));
    assertThat(node.execute(quote("alice", "abc")).getSymbol()).isEqualTo("ABC");
    assertThat(node.proxy.requests().get(0).getSymbol()).isEqualTo("ABC");
  }

  @Test
  void aUsersCommandsKeepTheirOrderWhileOneWaitsForItsPrice() {
    node.proxy.hold("ABC");
    TestStream stream = node.openStream();
    stream.send(
        stream.command(1, 0, add("alice", 100_00)),
        stream.command(2, 1, buy("alice", "ABC", 50_00)),
        stream.command(3, 2, commitBuy("alice")),
        stream.command(4, 3, add("alice", 1_00)));
    await().atMost(PATIENCE).until(() -> node.proxy.requestsFor("ABC") == 1);
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.OK);
    assertThat(stream.replies(2)).isEmpty();

    node.proxy.release("ABC");

    assertThat(stream.reply(2).getShares()).isEqualTo(5);
    assertThat(stream.reply(3).getCode()).isEqualTo(ResultCode.OK);
    assertThat(stream.reply(4).getCode()).isEqualTo(ResultCode.OK);
    assertThat(stream.answers().stream().map(TestStream.Answered::sequence))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void otherUsersGoOnWhileOneWaitsForItsPrice() {
    node.proxy.hold("ABC");
    TestStream stream = node.openStream();
    stream.send(1, 0, add("alice", 100_00));
    stream.send(2, 1, quote("alice", "ABC"));
    await().atMost(PATIENCE).until(() -> node.proxy.requestsFor("ABC") == 1);

    stream.send(3, 0, add("bob", 100_00));
    stream.send(4, 3, quote("bob", "XYZ"));

    assertThat(stream.reply(4).getPriceCents()).isEqualTo(10_00);
    assertThat(stream.replies(2)).isEmpty();
    node.proxy.release("ABC");
    assertThat(stream.reply(2).getPriceCents()).isEqualTo(10_00);
  }

  @Test
  void onePriceServesAllWhoWaitForItAndThoseWhoComeLater() {
    node.proxy.hold("ABC");
    TestStream stream = node.openStream();
    for (int user = 0; user < 10; user++) {
      stream.send(2 * user + 1, 0, add("user" + user, 100_00));
      stream.send(2 * user + 2, 2 * user + 1, quote("user" + user, "ABC"));
    }
    await().atMost(PATIENCE).until(() -> node.proxy.requestsFor("ABC") == 1);
    assertThat(stream.reply(19).getCode()).isEqualTo(ResultCode.OK);
    node.proxy.release("ABC");
    for (int user = 0; user < 10; user++) {
      assertThat(stream.reply(2 * user + 2).getCode()).isEqualTo(ResultCode.OK);
    }
    assertThat(node.execute(quote("user0", "ABC")).getCode()).isEqualTo(ResultCode.OK);
    assertThat(node.proxy.requestsFor("ABC")).isEqualTo(1);
    assertThat(loggedQuotes()).hasSize(1);
  }

  @Test
  void anUnnumberedCommandLendsItsNumberToTheQuoteItAskedFor() {
    node.execute(add("alice", 100_00));
    node.execute(quote("alice", "ABC"));
    node.execute(quote("alice", "XYZ").toBuilder().setNumber(17).build());

    assertThat(loggedQuotes().get(0).getForOperation()).isEqualTo(1);
    assertThat(loggedQuotes().get(1).getForOperation()).isZero();
    assertThat(loggedQuotes().get(1).getNumber()).isEqualTo(17);
  }

  @Test
  void noPriceIsFetchedForSomebodyUnknownOrWithoutFunds() {
    assertThat(node.execute(quote("nobody", "ABC")).getCode()).isEqualTo(ResultCode.UNKNOWN_USER);
    node.execute(add("alice", 1_00));
    assertThat(node.execute(buy("alice", "ABC", 2_00)).getLogIndex()).isPositive();
    assertThat(node.proxy.requests()).isEmpty();
  }

  @Test
  void withoutAPriceTheCommandAndThoseBehindItAreSentBackAndMayComeAgain() {
    node.proxy.fail(Status.UNAVAILABLE.withDescription("the source is gone"));
    TestStream stream = node.openStream();
    stream.send(1, 0, add("alice", 100_00));
    stream.send(
        stream.command(2, 1, quote("alice", "ABC")), stream.command(3, 2, commitBuy("alice")));
    stream.send(4, 0, add("bob", 100_00));
    assertThat(stream.reply(4).getCode()).isEqualTo(ResultCode.OK);

    Reply refused = stream.reply(2);
    assertThat(refused.getCode()).isEqualTo(ResultCode.QUOTE_UNAVAILABLE);
    assertThat(refused.getMessage()).contains("ABC").contains("the source is gone");
    assertThat(refused.getRetryAfterMillis()).isPositive();
    assertThat(refused.getLogIndex()).isZero();
    assertThat(stream.reply(3).getCode()).isEqualTo(ResultCode.PREDECESSOR_MISSING);
    assertThat(stream.reply(3).getRetryAfterMillis()).isPositive();

    node.proxy.fail(null);
    stream.send(2, 1, quote("alice", "ABC"));
    stream.send(3, 2, commitBuy("alice"));
    assertThat(stream.reply(2, 2).getCode()).isEqualTo(ResultCode.OK);
    assertThat(stream.reply(3, 2).getCode()).isEqualTo(ResultCode.NO_PENDING_BUY);
  }

  @Test
  void aCommandThatIsSentAgainIsAnsweredAgainEvenWithoutAPrice() {
    TestStream stream = node.openStream();
    node.execute(add("alice", 100_00));
    node.proxy.shiftTime(-58_000);
    ExecuteRequest request =
        ExecuteRequest.newBuilder().setRequestId("r1").setCommand(quote("alice", "ABC")).build();
    Reply first = node.calls().execute(request);
    stream.send(1, 0, quote("alice", "ABC"));
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.OK);
    node.proxy.fail(Status.UNAVAILABLE);
    await().atMost(PATIENCE).until(() -> newestStamp() > first.getQuoteTimeMillis() + 60_000);

    Reply again = node.calls().execute(request);
    stream.send(1, 0, quote("alice", "ABC"));

    assertThat(again).isEqualTo(first.toBuilder().setDuplicate(true).build());
    assertThat(stream.reply(1, 2).getCode()).isEqualTo(ResultCode.OK);
    assertThat(stream.reply(1, 2).getDuplicate()).isTrue();
    assertThat(node.proxy.requests()).hasSize(1);
  }

  private long newestStamp() {
    List<LogEntry> log = node.machine.log();
    return log.get(log.size() - 1).getStampMillis();
  }

  @Test
  void noPriceIsFetchedForASessionThatDoesNotExist() {
    node.execute(add("alice", 100_00));
    TestStream stream = new TestStream(node.channel, 4_711);
    stream.send(1, 0, quote("alice", "ABC"));
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.UNKNOWN_SESSION);
    assertThat(node.proxy.requests()).isEmpty();
  }

  @Test
  void aSequenceThatIsSentTwiceIsAppliedOnce() {
    TestStream stream = node.openStream();
    stream.send(stream.command(1, 0, add("alice", 5_00)), stream.command(1, 0, add("alice", 5_00)));

    assertThat(stream.reply(1, 2).getDuplicate()).isTrue();
    assertThat(stream.reply(1, 2).getLogIndex()).isEqualTo(stream.reply(1, 1).getLogIndex());
    assertThat(display("alice").getSummary().getCashCents()).isEqualTo(5_00);
  }

  @Test
  void aResolvedSequenceCanNeverApply() {
    TestStream stream = node.openStream();
    ResolveRequest request =
        ResolveRequest.newBuilder().setSession(stream.session).setSequence(1).build();
    assertThat(node.calls().resolve(request).getReply().getCode()).isEqualTo(ResultCode.CANCELLED);

    stream.send(1, 0, add("alice", 5_00));

    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.CANCELLED);
  }

  @Test
  void batchesGrowWhileEntriesAreInFlight() {
    TestStream stream = node.openStream();
    node.machine.hold();
    stream.send(1, 0, add("first", 1_00));
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() == 1);
    SessionCommand[] many = new SessionCommand[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = stream.command(10 + i, 0, add("user" + i, 1_00));
    }
    stream.send(many);
    stream.send(200, 0, add("last", 1_00));
    assertThat(node.machine.heldEntries()).isEqualTo(1);

    node.machine.release();

    assertThat(stream.reply(200).getCode()).isEqualTo(ResultCode.OK);
    assertThat(stream.reply(10).getLogIndex()).isEqualTo(stream.reply(109).getLogIndex());
    assertThat(node.machine.log())
        .allSatisfy(
            entry ->
                assertThat(entry.getOperationsCount())
                    .isLessThanOrEqualTo(Limits.ENTRY_OPERATIONS_MAX))
        .allSatisfy(
            entry ->
                assertThat(entry.getSerializedSize()).isLessThanOrEqualTo(Limits.ENTRY_BYTES_MAX));
  }

  @Test
  void aSecondEntryIsSubmittedBesideTheFirstOnceMuchWaitsForIt() {
    TestStream stream = node.openStream();
    node.machine.hold();
    stream.send(1, 0, add("first", 1_00));
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() == 1);
    int batch = Limits.BATCH_COMMANDS_MAX;
    int batches = 2 * Limits.ENTRY_AHEAD_OPERATIONS_MIN / batch;
    for (int sent = 0; sent < batches; sent++) {
      SessionCommand[] many = new SessionCommand[batch];
      for (int i = 0; i < batch; i++) {
        many[i] = stream.command(10 + sent * batch + i, 0, add("user" + i, 1_00));
      }
      stream.send(many);
    }
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() == 2);

    node.machine.release();

    assertThat(stream.reply(10 + batches * batch - 1).getCode()).isEqualTo(ResultCode.OK);
  }

  @Test
  void timePassesInTheLogOfAnIdleLeader() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                node.machine.log().stream().filter(entry -> entry.getOperationsCount() == 0).count()
                    >= 2);
    List<LogEntry> log = node.machine.log();
    assertThat(log.get(1).getStampMillis()).isGreaterThan(log.get(0).getStampMillis());
    assertThat(log.get(0).getServer()).isEqualTo("n1");
  }

  @Test
  void anArmedTriggersPriceIsFetchedAgainWhenItHasRunOut() {
    node.proxy.shiftTime(-58_000);
    TestStream stream = node.openStream();
    stream.send(1, 0, add("alice", 100_00));
    stream.send(
        2, 1, buy("alice", "ABC", 50_00).toBuilder().setKind(CommandKind.SET_BUY_AMOUNT).build());
    stream.send(
        3,
        2,
        buy("alice", "ABC", 5_00).toBuilder()
            .setKind(CommandKind.SET_BUY_TRIGGER)
            .setNumber(77)
            .build());
    assertThat(stream.reply(3).getCode()).isEqualTo(ResultCode.OK);

    await().atMost(PATIENCE).until(() -> node.proxy.requestsFor("ABC") >= 2);

    assertThat(node.proxy.requests().get(0).getUser()).isEqualTo("alice");
    assertThat(node.proxy.requests().get(0).getNumber()).isEqualTo(77);
    node.proxy.shiftTime(0);
    node.proxy.price("ABC", 4_00);
    await().atMost(PATIENCE).until(() -> display("alice").getSummary().getHoldingsCount() == 1);
  }

  private Reply display(String user) {
    return node.execute(
        Command.newBuilder().setKind(CommandKind.DISPLAY_SUMMARY).setUser(user).build());
  }

  private static Command commitBuy(String user) {
    return Command.newBuilder().setKind(CommandKind.COMMIT_BUY).setUser(user).build();
  }

  private List<LoggedQuote> loggedQuotes() {
    return node.machine.log().stream().flatMap(e -> e.getQuotesList().stream()).toList();
  }
}
