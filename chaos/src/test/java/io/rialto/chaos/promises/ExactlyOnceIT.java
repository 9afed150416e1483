package io.rialto.chaos.promises;

import static io.rialto.chaos.promises.Orders.add;
import static io.rialto.chaos.promises.Orders.in;
import static io.rialto.chaos.promises.Orders.of;
import static io.rialto.chaos.promises.Orders.setBuyAmount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P1 and P2 on one cluster that snapshots and purges all the time: what was acknowledged stays, and
 * what is sent again is answered again, whatever happened in between.
 */
@Tag("P1")
@Tag("P2")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactlyOnceIT {

  private static final int REQUESTS = 60;

  private TrialCluster cluster;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    cluster =
        TrialCluster.start(
            "exactly-once",
            false,
            "--snapshot-entries=200",
            "--log-entries-kept=0",
            "--log-segment-bytes=2048");
  }

  @AfterAll
  void stop() throws IOException {
    cluster.close();
  }

  private enum Change {
    THE_LEADERS_DEATH,
    THE_DEATH_OF_ALL,
    A_SNAPSHOT_INSTALLED_ON_THE_NEXT_LEADER
  }

  private void apply(Change change) throws IOException, InterruptedException {
    switch (change) {
      case THE_LEADERS_DEATH -> cluster.killAndRestart(cluster.leader());
      case THE_DEATH_OF_ALL -> cluster.killAllAndRestart();
      case A_SNAPSHOT_INSTALLED_ON_THE_NEXT_LEADER -> {
        String lagging = cluster.follower();
        cluster.leaveBehind(lagging);
        cluster.restart(lagging);
        assertThat(new SnapshotFiles(cluster).wasInstalled(lagging)).isTrue();
        cluster.makeLead(lagging);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSentAgainGetsItsFirstReplyAfter(Change change)
      throws IOException, InterruptedException {
    String user = "again-" + change.ordinal();
    String requestId = "request-" + change;
    long session = cluster.openSession();
    List<SessionCommand> commands =
        List.of(
            in(session, 1, 0, add(user, 100_00)),
            in(session, 2, 1, setBuyAmount(user, "ABC", 500_00)),
            in(session, 3, 2, add(user, 10_00)),
            in(session, 4, 3, of(CommandKind.DISPLAY_SUMMARY, user)));
    NodeCalls leader = cluster.node(cluster.leader());
    List<Reply> first = leader.send(commands);
    assertThat(first)
        .extracting(Reply::getCode)
        .containsExactly(
            ResultCode.OK, ResultCode.INSUFFICIENT_FUNDS, ResultCode.OK, ResultCode.OK);
    assertThat(first).noneMatch(Reply::getDuplicate);
    assertThat(leader.resolve(session, 5).getCode()).isEqualTo(ResultCode.CANCELLED);
    Reply requested = leader.execute(requestId, add(user, 1_00));
    assertThat(requested.getCode()).isEqualTo(ResultCode.OK);

    apply(change);

    for (String node : cluster.nodes()) {
      NodeCalls calls = cluster.node(node);
      List<Reply> again = calls.send(commands);
      assertThat(again).allMatch(Reply::getDuplicate);
      assertThat(again)
          .map(ExactlyOnceIT::essence)
          .isEqualTo(first.stream().map(ExactlyOnceIT::essence).toList());
      assertThat(essence(calls.resolve(session, 1))).isEqualTo(essence(first.get(0)));
      assertThat(calls.resolve(session, 5).getCode()).isEqualTo(ResultCode.CANCELLED);
      Reply tooLate = calls.send(List.of(in(session, 5, 0, add(user, 7)))).get(0);
      assertThat(tooLate.getCode()).isEqualTo(ResultCode.CANCELLED);
      Reply requestedAgain = calls.execute(requestId, add(user, 1_00));
      assertThat(requestedAgain.getDuplicate()).isTrue();
      assertThat(essence(requestedAgain)).isEqualTo(essence(requested));
      Reply other = calls.send(List.of(in(session, 1, 0, add(user, 100_01)))).get(0);
      assertThat(other.getCode()).isEqualTo(ResultCode.SEQUENCE_REUSED);
      assertThat(calls.execute(requestId, add(user, 1_01)).getCode())
          .isEqualTo(ResultCode.SEQUENCE_REUSED);
    }
    assertThat(cluster.strictCashCents(user)).isEqualTo(111_00);
    assertThat(cluster.auditedCommands(user)).hasSize(5);
  }

  /** What a reply says, apart from whether it is said again; a query's body is made afresh. */
  private static Reply essence(Reply reply) {
    return reply.toBuilder().clearDuplicate().clearSummary().build();
  }

  @Test
  void whatDoesNotFitItsSessionIsRefusedAndChangesNothing() throws IOException {
    String user = "misfit";
    NodeCalls calls = cluster.node(cluster.follower());
    long session = cluster.openSession();
    assertThat(code(calls, in(session, 1, 0, add(user, 1_00)))).isEqualTo(ResultCode.OK);

    assertThat(code(calls, in(session, 1, 0, add(user, 2_00))))
        .isEqualTo(ResultCode.SEQUENCE_REUSED);
    assertThat(code(calls, in(session + 1_000_000, 1, 0, add(user, 2_00))))
        .isEqualTo(ResultCode.UNKNOWN_SESSION);
    assertThat(code(calls, in(session, 3, 2, add(user, 2_00))))
        .isEqualTo(ResultCode.PREDECESSOR_MISSING);
    SessionCommand far = in(session, 65_537, 0, add(user, 4_00));
    Reply overloaded = calls.send(List.of(far)).get(0);
    assertThat(overloaded.getCode()).isEqualTo(ResultCode.OVERLOADED);
    assertThat(overloaded.getRetryAfterMillis()).isPositive();
    SessionCommand near = far.toBuilder().setLowestUnanswered(2).build();
    assertThat(code(calls, near)).isEqualTo(ResultCode.OK);
    assertThat(code(calls, in(session, 1, 0, add(user, 1_00))))
        .isEqualTo(ResultCode.SEQUENCE_FORGOTTEN);
    assertThat(calls.resolve(session, 1).getCode()).isEqualTo(ResultCode.SEQUENCE_FORGOTTEN);
    assertThat(calls.resolve(session + 1_000_000, 1).getCode())
        .isEqualTo(ResultCode.UNKNOWN_SESSION);

    assertThat(cluster.strictCashCents(user)).isEqualTo(5_00);
    assertThat(cluster.auditedCommands(user)).hasSize(2);
  }

  private static ResultCode code(NodeCalls calls, SessionCommand command) {
    return calls.send(List.of(command)).get(0).getCode();
  }

  @Test
  void aRequestThatIsSentTwiceAroundTheLeadersDeathIsAppliedOnce()
      throws IOException, InterruptedException {
    String user = "requester";
    String leader = cluster.leader();
    List<CompletableFuture<Reply>> underWay = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      if (i == REQUESTS / 2) {
        await().atMost(TrialCluster.PATIENCE).until(() -> underWay.get(0).isDone());
        cluster.processes().kill(leader);
      }
      String node = cluster.nodes().get(i % cluster.nodes().size());
      underWay.add(cluster.node(node).executing("once-" + i, add(user, 1 + i)));
    }

    List<Reply> settled =
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> cluster.settled(node -> node.execute("once-" + i, add(user, 1 + i))))
            .toList();
    cluster.restart(leader);

    for (int i = 0; i < REQUESTS; i++) {
      assertThat(settled.get(i).getCode()).isEqualTo(ResultCode.OK);
      assertThat(settled.get(i).getAmountCents()).isEqualTo(1 + i);
      if (wasAnswered(underWay.get(i))) {
        assertThat(essence(settled.get(i))).isEqualTo(essence(underWay.get(i).join()));
      }
    }
    assertThat(cluster.strictCashCents(user)).isEqualTo(REQUESTS * (REQUESTS + 1) / 2);
    assertThat(cluster.auditedCommands(user)).hasSize(REQUESTS);
  }

  private static boolean wasAnswered(CompletableFuture<Reply> underWay) {
    return underWay.isDone()
        && !underWay.isCompletedExceptionally()
        && underWay.join().getCode() == ResultCode.OK;
  }

  @Test
  void eachUsersCommandsKeepTheirOrderAndNoneIsLostOrDoubledWhileLeadersDie()
      throws IOException, InterruptedException {
    NumberedAdds load = new NumberedAdds(cluster, "order");
    cluster.killAndRestart(cluster.leader());
    cluster.killAndRestart(cluster.leader());
    load.assertEachWasDoneOnceAndInOrder();
  }
}
