package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.PATIENCE;
import static io.rialto.node.ingress.TestNode.add;
import static io.rialto.node.ingress.TestNode.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers are told when a node leads no more, or an entry is lost. */
@Tag("P2")
@Tag("P6")
class LeadershipTest {
  private final PeerClock other = new PeerClock();
  private final Map<String, String> endpoints =
      new ConcurrentHashMap<>(Map.of("n2", other.endpoint()));
  private TestNode node;
  private TestStream stream;

  @BeforeEach
  void start() {
    node = new TestNode("n1", endpoints);
    stream = node.openStream();
    // Once it is answered the stream is surely served by this node.
    stream.send(100, 0, add("witness", 1_00));
    stream.reply(100);
  }

  @AfterEach
  void stop() {
    node.close();
    other.close();
    assertThat(node.halts).isEmpty();
  }

  @Test
  void commandsAreSentToTheNewLeaderAndTheStreamLivesOn() {
    node.machine.elect("n2", false);
    stream.send(1, 0, add("alice", 1_00));

    Reply reply = stream.reply(1);

    assertThat(reply.getCode()).isEqualTo(ResultCode.NOT_LEADER);
    assertThat(reply.getLeader().getNodeId()).isEqualTo("n2");
    assertThat(reply.getLeader().getEndpoint()).isEqualTo(other.endpoint());
    assertThat(reply.getLeader().getTerm()).isEqualTo(2);
    node.machine.elect("n1", true);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sent(2)).isEqualTo(ResultCode.OK));
    assertThat(stream.lives()).isTrue();
  }

  private ResultCode sent(long sequence) {
    int before = stream.replies(sequence).size();
    stream.send(sequence, 0, add("alice", 1_00));
    return stream.reply(sequence, before + 1).getCode();
  }

  @Test
  void withoutAnyLeaderTheyAreToldToComeAgainSoon() {
    node.machine.elect(null, false);
    Reply reply = node.execute(add("alice", 1_00));
    assertThat(reply.getCode()).isEqualTo(ResultCode.NOT_LEADER);
    assertThat(reply.hasLeader()).isFalse();
    assertThat(reply.getRetryAfterMillis()).isEqualTo(100);
  }

  @Test
  void aCommandParkedForAPriceIsSentBackAndNeverSubmittedLater() {
    stream.send(1, 0, add("alice", 100_00));
    node.proxy.hold("ABC");
    stream.send(
        stream.command(2, 1, quote("alice", "ABC")), stream.command(3, 2, add("alice", 1_00)));
    await().atMost(PATIENCE).until(() -> node.proxy.requestsFor("ABC") == 1);

    node.machine.elect("n2", false);

    assertThat(stream.reply(2).getCode()).isEqualTo(ResultCode.NOT_LEADER);
    assertThat(stream.reply(3).getCode()).isEqualTo(ResultCode.NOT_LEADER);
    node.machine.elect("n1", true);
    node.proxy.release("ABC");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sent(4)).isEqualTo(ResultCode.OK));
    assertThat(
            node.machine.log().stream()
                .flatMap(entry -> entry.getOperationsList().stream())
                .map(operation -> operation.getSessionCommand().getSequence()))
        .doesNotContain(2L, 3L);
  }

  @Test
  void anEntryThatWasLostOnTheWayLeavesItsOutcomeUnknown() {
    node.machine.hold();
    stream.send(1, 0, add("alice", 1_00));
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() == 1);
    node.machine.elect("n2", false);
    node.machine.lose(true);

    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.UNKNOWN_OUTCOME);
  }

  @Test
  void anEntryThatNeverReachedTheLogIsSentBack() {
    node.machine.hold();
    stream.send(1, 0, add("alice", 1_00));
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() == 1);
    node.machine.lose(false);

    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(stream.reply(1).getRetryAfterMillis()).isPositive();
    node.machine.release();
    assertThat(sent(1)).isEqualTo(ResultCode.OK);
  }

  @Test
  void nobodyIsToldThatNothingHappenedWhileAnotherAttemptMayStillApply() {
    node.machine.hold();
    stream.send(1, 0, add("alice", 1_00));
    await().atMost(PATIENCE).until(() -> node.machine.heldEntries() == 1);
    node.machine.elect("n2", false);
    stream.send(1, 0, add("alice", 1_00));
    assertThat(stream.reply(1).getCode())
        .as("the first attempt is in flight")
        .isEqualTo(ResultCode.UNKNOWN_OUTCOME);

    node.machine.lose(true);
    assertThat(stream.reply(1, 2).getCode()).isEqualTo(ResultCode.UNKNOWN_OUTCOME);
    stream.send(1, 0, add("alice", 1_00));
    assertThat(stream.reply(1, 3).getCode())
        .as("the first attempt is neither applied nor superseded")
        .isEqualTo(ResultCode.UNKNOWN_OUTCOME);
    stream.send(2, 0, add("alice", 1_00));
    assertThat(stream.reply(2).getCode()).isEqualTo(ResultCode.NOT_LEADER);

    node.machine.release();
    node.machine.elect("n1", true);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sent(1)).isEqualTo(ResultCode.OK));
    node.machine.elect("n2", false);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(sent(1)).isEqualTo(ResultCode.NOT_LEADER));
  }

  @Test
  void aNodeThatStopsSendsBackWhatWaitsAndAnswersWhatIsInFlight() throws Exception {
    stream.send(1, 0, add("alice", 100_00));
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.OK);
    node.proxy.hold("ABC");
    ListenableFuture<Reply> parked =
        node.futures()
            .execute(ExecuteRequest.newBuilder().setCommand(quote("alice", "ABC")).build());
    await().atMost(PATIENCE).until(() -> node.proxy.requestsFor("ABC") == 1);

    node.ingress.close();

    assertThat(parked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getCode())
        .isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(stream.ended().getDescription()).contains("stopping");
  }

  @Test
  void moreThanANodeTakesIsRefusedWithAHintWhenToComeAgain() {
    node.machine.hold();
    TestStream[] streams = new TestStream[9];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = new TestStream(node.channel, stream.session);
      for (int batch = 0; batch < 32; batch++) {
        SessionCommand[] commands = new SessionCommand[256];
        for (int j = 0; j < commands.length; j++) {
          long sequence = i * 8_192L + batch * 256L + j + 1;
          commands[j] =
              stream.command(sequence, 0, add("user" + sequence % 100, 1_00)).toBuilder()
                  .setLowestUnanswered(Math.max(1, sequence - 60_000))
                  .build();
        }
        streams[i].send(commands);
      }
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (TestStream sender : streams) {
                if (sender.answers().stream()
                    .anyMatch(answer -> answer.reply().getCode() == ResultCode.OVERLOADED)) {
                  return true;
                }
              }
              return false;
            });
    for (TestStream sender : streams) {
      assertThat(sender.answers())
          .allSatisfy(
              answer -> {
                assertThat(answer.reply().getCode()).isEqualTo(ResultCode.OVERLOADED);
                assertThat(answer.reply().getRetryAfterMillis()).isPositive();
              });
      assertThat(sender.lives()).isTrue();
    }
    node.machine.lose(false);
  }
}
