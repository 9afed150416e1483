package io.rialto.client.sdk;

import static io.rialto.client.sdk.Commands.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.client.sdk.CommandResult.Kind;
import io.rialto.proto.trading.Leader;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The SDK with three nodes of which one leads at a time. */
@Tag("P2")
@Tag("P6")
@Timeout(120)
class LeaderChangeTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final ScriptedLog log = new ScriptedLog();
  private final List<ScriptedNode> nodes = new ArrayList<>();
  private RialtoClient client;

  @BeforeEach
  void start() throws IOException {
    for (int i = 0; i < 3; i++) {
      nodes.add(new ScriptedNode(log));
    }
    client =
        RialtoClient.connect(ClientOptions.of(nodes.stream().map(ScriptedNode::endpoint).toList()));
  }

  @AfterEach
  void stop() {
    client.close();
    nodes.forEach(ScriptedNode::close);
  }

  /** Makes one node lead; the others send clients to it, or, if told so, know of nobody. */
  private void lead(int leader, boolean othersKnow) {
    for (int i = 0; i < nodes.size(); i++) {
      ScriptedNode node = nodes.get(i);
      if (i == leader) {
        node.refusal = () -> null;
        node.script = command -> ScriptedNode.APPLY;
      } else {
        Reply refusal = notLeader(othersKnow && leader >= 0 ? nodes.get(leader).endpoint() : "");
        node.refusal = () -> refusal;
        node.script = command -> new ScriptedNode.Action.Answer(refusal);
      }
    }
  }

  private static Reply notLeader(String leader) {
    return ScriptedLog.refusal(ResultCode.NOT_LEADER).toBuilder()
        .setLeader(Leader.newBuilder().setEndpoint(leader))
        .build();
  }

  @Test
  void aHintLeadsTheClientToTheLeader() {
    lead(2, true);
    assertThat(client.execute(add("alice", 1)).kind()).isEqualTo(Kind.DONE);
    assertThat(client.execute(add("alice", 2)).kind()).isEqualTo(Kind.DONE);
    assertThat(nodes.get(2).received()).hasSize(2);
    assertThat(nodes.get(1).received()).isEmpty();
  }

  @Test
  void withoutAHintTheClientTriesTheOthers() {
    lead(1, false);
    CommandResult result = client.execute(add("alice", 1));
    assertThat(result.kind()).as(result.toString()).isEqualTo(Kind.DONE);
  }

  @Test
  void theHeaderOfANodeThatForwardsLeadsTheClientToTheLeader() {
    nodes.get(0).leaderHeader = nodes.get(1).endpoint();
    assertThat(client.execute(add("alice", 1)).kind()).isEqualTo(Kind.DONE);
    await()
        .atMost(LONG)
        .until(
            () -> {
              client.execute(add("alice", 2));
              return !nodes.get(1).received().isEmpty();
            });
  }

  @Test
  void aLeaderThatIsCutOffAndKnowsOfNoOutcomeIsLeft() {
    lead(0, true);
    client.execute(add("alice", 1));
    ScriptedNode cutOff = nodes.get(0);
    cutOff.script = command -> ScriptedNode.answer(ResultCode.UNKNOWN_OUTCOME);
    cutOff.refusal = () -> ScriptedLog.refusal(ResultCode.UNKNOWN_OUTCOME);
    nodes.get(1).script = command -> ScriptedNode.APPLY;
    nodes.get(1).refusal = () -> null;

    assertThat(client.execute(add("alice", 2)).kind()).isEqualTo(Kind.DONE);
    assertThat(client.request("once", add("bob", 3)).join().kind()).isEqualTo(Kind.DONE);
    assertThat(log.appliedFor("alice")).containsExactly(1L, 2L);
  }

  @Test
  void aDeadLeaderIsReplacedAndNothingIsLostOrAppliedTwice() {
    lead(0, true);
    List<CompletableFuture<CommandResult>> futures = new ArrayList<>();
    for (long amount = 1; amount <= 400; amount++) {
      futures.add(client.submit(add("alice", amount)));
      futures.add(client.submit(add("bob", amount)));
      if (amount == 200) {
        nodes.get(0).script = command -> ScriptedNode.APPLY_SILENTLY;
      }
    }
    await().atMost(LONG).until(() -> nodes.get(0).received().size() > 300);
    nodes.get(0).close();
    lead(1, true);
    futures.forEach(future -> assertThat(future.join().kind()).isEqualTo(Kind.DONE));
    List<Long> amounts = LongStream.rangeClosed(1, 400).boxed().toList();
    assertThat(log.appliedFor("alice")).isEqualTo(amounts);
    assertThat(log.appliedFor("bob")).isEqualTo(amounts);
  }

  @Test
  void aNewLeaderIsFoundSoonAfterThereIsOne() throws Exception {
    lead(0, true);
    client.execute(add("alice", 1));
    lead(-1, false);
    nodes.get(0).close();
    List<CompletableFuture<CommandResult>> futures = new ArrayList<>();
    for (long amount = 2; amount <= 1_000; amount++) {
      futures.add(client.submit(add("alice", amount)));
    }
    int others = nodes.get(1).received().size() + nodes.get(2).received().size();
    await()
        .atMost(LONG)
        .until(
            () -> nodes.get(1).received().size() + nodes.get(2).received().size() > others + 100);
    long elected = System.nanoTime();
    lead(2, true);
    assertThat(futures.get(0).get(60, TimeUnit.SECONDS).kind()).isEqualTo(Kind.DONE);
    long millis = (System.nanoTime() - elected) / 1_000_000;

    assertThat(millis).isLessThan(2_000);
    futures.forEach(future -> assertThat(future.join().kind()).isEqualTo(Kind.DONE));
    assertThat(log.appliedFor("alice"))
        .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
  }

  @Test
  void aPausedLeaderIsLeftWithinSeconds() throws Exception {
    try (PausableRoute route = new PausableRoute(nodes.get(0).endpoint());
        RialtoClient patient =
            RialtoClient.connect(
                ClientOptions.of(List.of(route.endpoint(), nodes.get(1).endpoint())))) {
      assertThat(patient.execute(add("alice", 1)).kind()).isEqualTo(Kind.DONE);
      route.pause();
      long paused = System.nanoTime();
      assertThat(patient.execute(add("alice", 2)).kind()).isEqualTo(Kind.DONE);
      assertThat((System.nanoTime() - paused) / 1_000_000).isBetween(1_500L, 20_000L);
      assertThat(nodes.get(1).received()).isNotEmpty();
      assertThat(log.appliedFor("alice")).containsExactly(1L, 2L);
    }
  }

  @Test
  void aNodeThatIsPausedFromTheStartIsPassedOver() throws Exception {
    try (PausableRoute route = new PausableRoute(nodes.get(0).endpoint())) {
      route.pause();
      try (RialtoClient fresh =
          RialtoClient.connect(
              ClientOptions.of(List.of(route.endpoint(), nodes.get(1).endpoint())))) {
        assertThat(fresh.request("id-1", add("alice", 1)).join().kind()).isEqualTo(Kind.DONE);
        assertThat(fresh.execute(add("alice", 2)).kind()).isEqualTo(Kind.DONE);
        assertThat(nodes.get(0).requests).isEmpty();
      }
    }
  }

  @Test
  void aLeaderThatIsOnlySlowIsNotLeft() {
    CompletableFuture<CommandResult> slow = new CompletableFuture<>();
    nodes.get(0).script =
        command ->
            command.getCommand().getAmountCents() == 1 ? ScriptedNode.IGNORE : ScriptedNode.APPLY;
    client.submit(add("alice", 1)).thenAccept(slow::complete);
    await()
        .pollDelay(Duration.ofSeconds(5))
        .atMost(LONG)
        .until(() -> nodes.get(0).received().size() == 1);
    assertThat(slow).isNotDone();
    assertThat(nodes.get(1).received()).isEmpty();
    assertThat(client.execute(add("bob", 2)).kind()).isEqualTo(Kind.DONE);
  }
}
