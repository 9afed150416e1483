package io.rialto.chaos.promises;

import static io.rialto.chaos.promises.Orders.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** P4, and what the weaker reads promise, on nodes whose engines can be cut off from each other. */
@Tag("P4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictReadsIT {

  private static final int READS = 300;

  private TrialCluster cluster;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    cluster = TrialCluster.start("strict-reads", true);
  }

  @AfterAll
  void stop() throws IOException {
    cluster.close();
  }

  @Test
  void aLeaderThatWasStoppedForAWhileNeverAnswersOldData() throws Exception {
    String old = cluster.leader();
    try (GrowingBalance balance = new GrowingBalance(cluster, "stopped")) {
      balance.awaitGrowthBy(20);
      cluster.processes().pause(old);
      cluster.leaderOtherThan(old);
      balance.awaitGrowthBy(20);
      // These wait in the stopped process's socket, and are the first that it sees.
      ComparedReads reads = new ComparedReads(cluster.node(old), balance);
      for (int i = 0; i < READS; i++) {
        reads.send();
      }
      cluster.processes().resume(old);
      await()
          .atMost(TrialCluster.PATIENCE)
          .until(
              () -> {
                reads.send();
                return reads.answered() > READS / 2 && reads.sent() > 2 * READS;
              });
      reads.assertNoneWasOld();
    }
    cluster.processes().awaitReady(old);
  }

  @Test
  void aLeaderThatIsCutOffNeverAnswersOldData() throws Exception {
    String old = cluster.leader();
    NodeCalls toOld = cluster.node(old);
    try (GrowingBalance balance = new GrowingBalance(cluster, "cut-off")) {
      balance.awaitGrowthBy(20);
      ComparedReads reads = new ComparedReads(toOld, balance);
      long term = balance.term();
      cluster.cutOff(old);
      for (int i = 0; i < READS / 2; i++) {
        reads.send();
      }
      await()
          .atMost(TrialCluster.PATIENCE)
          .until(
              () -> {
                reads.send();
                return balance.term() > term;
              });
      for (int i = 0; i < READS / 2; i++) {
        reads.send();
      }
      SummaryReply stale = toOld.read(balance.user(), Consistency.STALE, 0);
      assertThat(stale.getSummary().getCashCents())
          .as("the old leader does hold old data: a stale read shows it")
          .isLessThan(balance.acknowledged().cashCents());
      cluster.heal();
      int before = reads.answered();
      await()
          .atMost(TrialCluster.PATIENCE)
          .until(
              () -> {
                reads.send();
                return reads.answered() > before + READS / 2;
              });
      reads.assertNoneWasOld();
    }
    cluster.processes().awaitReady(old);
  }

  @Test
  void strictReadsThatWaitTogetherShareTheirBarriers() throws Exception {
    String user = "shared";
    String leader = cluster.leader();
    cluster.settled(node -> node.execute("", add(user, 5)));
    long before = cluster.status(leader).getAppliedLogIndex();

    List<CompletableFuture<SummaryReply>> reads = new ArrayList<>();
    for (int i = 0; i < READS; i++) {
      reads.add(cluster.node(leader).reading(user, Consistency.STRICT));
    }
    reads.forEach(read -> assertThat(read.join().getCode()).isEqualTo(ResultCode.OK));

    long entries = cluster.status(leader).getAppliedLogIndex() - before;
    assertThat((double) READS / entries).as("reads per log entry").isGreaterThan(2);
  }

  @Test
  void aSessionReadOfAnyNodeSeesWhatItsClientHasSeen() throws Exception {
    String user = "session";
    try (RialtoClient client = cluster.client(TrialCluster.PATIENCE)) {
      for (int cash = 1; cash <= 50; cash++) {
        CommandResult done = client.execute(add(user, 1));
        for (String node : cluster.nodes()) {
          SummaryReply read =
              cluster.node(node).read(user, Consistency.SESSION, done.reply().getLogIndex());
          assertThat(read.getLogIndex()).isGreaterThanOrEqualTo(done.reply().getLogIndex());
          assertThat(read.getSummary().getCashCents()).isEqualTo(cash);
        }
        assertThat(client.summary(user, Consistency.SESSION).join().getSummary().getCashCents())
            .isEqualTo(cash);
      }
    }
  }

  @Test
  void aStaleReadIsAnsweredAtOnceByAFollowerWithItsPlaceInTheLog() {
    cluster.settled(node -> node.execute("", add("stale", 5)));
    NodeCalls follower = cluster.node(cluster.follower());

    SummaryReply first = follower.read("somebody", Consistency.STALE, 0);
    SummaryReply later =
        await()
            .atMost(TrialCluster.PATIENCE)
            .until(
                () -> follower.read("stale", Consistency.STALE, 0),
                reply -> reply.getLogIndex() > first.getLogIndex());

    assertThat(first.getLogIndex()).isPositive();
    assertThat(first.getTerm()).isPositive();
    assertThat(later.getLogTimeMillis()).isGreaterThanOrEqualTo(first.getLogTimeMillis());
    assertThat(later.getSummary().getCashCents()).isEqualTo(5);
  }
}
