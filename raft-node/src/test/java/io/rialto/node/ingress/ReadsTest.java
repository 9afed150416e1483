package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.PATIENCE;
import static io.rialto.node.ingress.TestNode.add;
import static io.rialto.node.ingress.TestNode.buy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummariesRequest;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P4")
class ReadsTest {
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

  private static SummaryRequest.Builder alice() {
    return SummaryRequest.newBuilder().setUser("alice");
  }

  private ListenableFuture<SummaryReply> read() {
    return node.futures().summary(alice().build());
  }

  private static SummaryReply get(ListenableFuture<SummaryReply> reply) throws Exception {
    return reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aStrictReadSeesWhatWasAnsweredBefore() throws Exception {
    Reply added = node.execute(add("alice", 100_00));

    SummaryReply read = get(read());

    assertThat(read.getCode()).isEqualTo(ResultCode.OK);
    assertThat(read.getSummary().getCashCents()).isEqualTo(100_00);
    assertThat(read.getLogIndex()).isGreaterThan(added.getLogIndex());
    assertThat(read.getTerm()).isEqualTo(1);
  }

  @Test
  void strictReadsThatWaitTogetherShareOneEntry() throws Exception {
    node.execute(add("alice", 100_00));
    node.machine.hold();
    ListenableFuture<SummaryReply> first = read();
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() >= 1);
    List<ListenableFuture<SummaryReply>> together = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      together.add(read());
    }
    // Behind the others on the same connection: once it is answered they have arrived, or all but.
    node.calls().summary(alice().setConsistency(Consistency.STALE).build());
    int before = node.machine.log().size();
    assertThat(together).allSatisfy(reply -> assertThat(reply).isNotDone());
    node.machine.release();
    assertThat(get(first).getCode()).isEqualTo(ResultCode.OK);
    for (ListenableFuture<SummaryReply> reply : together) {
      assertThat(get(reply).getCode()).isEqualTo(ResultCode.OK);
    }
    assertThat(node.machine.log().size() - before)
        .as("those held, a few shared by a hundred reads, a few ticks")
        .isLessThan(30);
  }

  @Test
  void aStrictReadOfANodeThatLostItsLeadershipIsSentBack() throws Exception {
    node.machine.hold();
    ListenableFuture<SummaryReply> read = read();
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() >= 1);
    node.machine.elect(null, false);
    node.machine.lose(true);
    assertThat(get(read).getCode()).isEqualTo(ResultCode.NOT_LEADER);
    assertThat(get(read()).getCode()).isEqualTo(ResultCode.NOT_LEADER);
  }

  @Test
  void aSessionReadWaitsForWhatTheClientHasSeen() throws Exception {
    node.execute(add("alice", 100_00));
    long seen = node.machine.log().size() + 3L;
    ListenableFuture<SummaryReply> read =
        node.futures()
            .summary(alice().setConsistency(Consistency.SESSION).setMinLogIndex(seen).build());

    assertThat(get(read).getLogIndex()).isGreaterThanOrEqualTo(seen);
  }

  @Test
  void aSessionReadOfSomethingNobodyHasSeenIsToldToComeAgain() throws Exception {
    ListenableFuture<SummaryReply> read =
        node.futures()
            .summary(
                alice().setConsistency(Consistency.SESSION).setMinLogIndex(1_000_000_000).build());

    assertThat(get(read).getCode()).isEqualTo(ResultCode.UNAVAILABLE);
  }

  @Test
  void aStaleReadIsAnsweredAtOnceWithWhereItStands() {
    node.execute(add("alice", 100_00));
    node.machine.hold();
    node.machine.elect(null, false);

    SummaryReply read = node.calls().summary(alice().setConsistency(Consistency.STALE).build());

    assertThat(read.getSummary().getCashCents()).isEqualTo(100_00);
    assertThat(read.getLogIndex()).isPositive();
    assertThat(read.getLogTimeMillis()).isPositive();
  }

  @Test
  void everyUserIsReadInOrderAtOneIndex() {
    TestStream stream = node.openStream();
    for (int i = 1; i <= 500; i++) {
      stream.send(i, 0, add("user" + (1_000 + i * 7 % 500), 1_00));
    }
    for (int i = 1; i <= 500; i++) {
      assertThat(stream.reply(i).getCode()).isEqualTo(ResultCode.OK);
    }
    List<SummaryReply> replies = new ArrayList<>();
    node.calls().summaries(SummariesRequest.getDefaultInstance()).forEachRemaining(replies::add);

    assertThat(replies).hasSize(500);
    assertThat(replies.stream().map(SummaryReply::getLogIndex).distinct()).hasSize(1);
    assertThat(replies.stream().map(reply -> reply.getSummary().getUser())).isSorted();
  }

  @Test
  void withoutAnyUserTheIndexAloneIsAnswered() {
    List<SummaryReply> replies = new ArrayList<>();
    node.calls().summaries(SummariesRequest.getDefaultInstance()).forEachRemaining(replies::add);
    assertThat(replies).hasSize(1);
    assertThat(replies.get(0).hasSummary()).isFalse();
    assertThat(replies.get(0).getLogIndex()).isPositive();
  }

  @Test
  void aSummaryShowsOrdersHoldingsAndTriggers() {
    node.execute(add("alice", 100_00));
    node.execute(buy("alice", "ABC", 35_00));
    node.execute(
        buy("alice", "XYZ", 20_00).toBuilder().setKind(CommandKind.SET_BUY_AMOUNT).build());

    Summary summary = node.calls().summary(alice().build()).getSummary();

    assertThat(summary.getCashCents()).isEqualTo(80_00);
    assertThat(summary.getAvailableCents()).isEqualTo(50_00);
    assertThat(summary.getReservedCents()).isEqualTo(20_00);
    assertThat(summary.getPendingBuys(0).getAmountCents()).isEqualTo(30_00);
    assertThat(summary.getBuyTriggers(0).hasTriggerCents()).isFalse();
    assertThat(summary.getTransactionsCount()).isEqualTo(3);
    assertThat(summary.getTransactions(0).getCommand()).isEqualTo(CommandKind.SET_BUY_AMOUNT);
  }
}
