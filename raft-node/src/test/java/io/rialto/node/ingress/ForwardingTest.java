package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.PATIENCE;
import static io.rialto.node.ingress.TestNode.add;
import static io.rialto.node.ingress.TestNode.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.DumpLogRequest;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.OpenSessionRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SummariesRequest;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import io.rialto.proto.trading.TradingGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A follower takes any call and passes it on. Each node here has a machine of its own. */
class ForwardingTest {
  private final Map<String, String> endpoints = new ConcurrentHashMap<>();
  private TestNode leader;
  private TestNode follower;

  @BeforeEach
  void start() {
    leader = new TestNode("n1", endpoints);
    follower = new TestNode("n2", endpoints);
    follower.machine.elect("n1", false);
    leader.execute(add("alice", 100_00));
  }

  @AfterEach
  void stop() {
    follower.close();
    leader.close();
    assertThat(leader.halts).isEmpty();
    assertThat(follower.halts).isEmpty();
  }

  @Test
  void aCommandIsPassedOnAndTheHeadersSaySo() {
    AtomicReference<Metadata> headers = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    Reply reply =
        TradingGrpc.newBlockingStub(
                ClientInterceptors.intercept(
                    follower.channel,
                    MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)))
            .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .execute(ExecuteRequest.newBuilder().setCommand(quote("alice", "ABC")).build());

    assertThat(reply.getCode()).isEqualTo(ResultCode.OK);
    assertThat(headers.get().get(Forwarding.FORWARDED_BY)).isEqualTo("n2");
    assertThat(headers.get().get(Forwarding.LEADER)).isEqualTo(leader.endpoint);
    assertThat(follower.proxy.requests()).isEmpty();
  }

  @Test
  void sessionsStreamsAndResolveArePassedOn() {
    TestStream stream = follower.openStream();
    List<SessionCommand> commands = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      commands.add(stream.command(i, i - 1, add("alice", 1_00)));
    }
    stream.send(commands.toArray(SessionCommand[]::new));
    stream.send(201, 200, quote("alice", "ABC"));
    assertThat(stream.reply(201).getCode()).isEqualTo(ResultCode.OK);
    assertThat(
            follower
                .calls()
                .resolve(
                    ResolveRequest.newBuilder().setSession(stream.session).setSequence(200).build())
                .getReply()
                .getCode())
        .isEqualTo(ResultCode.OK);
    stream.end();
    assertThat(stream.ended().isOk()).isTrue();
  }

  @Test
  void strictReadsArePassedOnAndOthersStayHere() {
    assertThat(summary(Consistency.STRICT).getSummary().getCashCents()).isEqualTo(100_00);
    assertThat(summary(Consistency.STALE).getCode()).isEqualTo(ResultCode.UNKNOWN_USER);
    assertThat(summary(Consistency.SESSION).getCode()).isEqualTo(ResultCode.UNKNOWN_USER);
    assertThat(summaries(Consistency.STRICT)).hasSize(1);
    assertThat(summaries(Consistency.STRICT).get(0).getSummary().getUser()).isEqualTo("alice");
    assertThat(summaries(Consistency.STALE).get(0).hasSummary()).isFalse();
  }

  private SummaryReply summary(Consistency consistency) {
    return follower
        .calls()
        .summary(SummaryRequest.newBuilder().setUser("alice").setConsistency(consistency).build());
  }

  private List<SummaryReply> summaries(Consistency consistency) {
    List<SummaryReply> replies = new ArrayList<>();
    follower
        .calls()
        .summaries(SummariesRequest.newBuilder().setConsistency(consistency).build())
        .forEachRemaining(replies::add);
    return replies;
  }

  @Test
  void dumpsStayHere() {
    StringBuilder xml = new StringBuilder();
    follower
        .calls()
        .dumpLog(DumpLogRequest.getDefaultInstance())
        .forEachRemaining(chunk -> xml.append(chunk.getXml().toStringUtf8()));
    assertThat(xml).doesNotContain("alice");
  }

  @Test
  void aCallIsNotPassedOnTwice() {
    leader.machine.elect("n2", false);

    Reply reply = follower.execute(add("alice", 1_00));

    assertThat(reply.getCode()).isEqualTo(ResultCode.NOT_LEADER);
    assertThat(reply.getLeader().getNodeId()).isEqualTo("n2");
  }

  @Test
  void aStreamEndsWhenAnotherNodeLeads() {
    TestStream stream = follower.openStream();
    stream.send(1, 0, add("alice", 1_00));
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.OK);

    follower.machine.elect("n2", true);

    assertThat(stream.ended().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(stream.ended().getDescription()).contains("n2");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(follower.execute(add("bob", 1_00)).getCode()).isEqualTo(ResultCode.OK));
  }

  @Test
  void aStreamWithoutALeaderLivesAndAnswersEachCommand() {
    TestStream stream = follower.openStream();
    follower.machine.elect(null, false);
    TestStream local = new TestStream(follower.channel, stream.session);
    local.send(1, 0, add("alice", 1_00));
    assertThat(local.reply(1).getCode()).isEqualTo(ResultCode.NOT_LEADER);
    assertThat(local.reply(1).getRetryAfterMillis()).isEqualTo(100);
    follower.machine.elect("n1", false);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              int before = local.replies(2).size();
              local.send(2, 0, add("alice", 1_00));
              assertThat(local.reply(2, before + 1).getLeader().getEndpoint())
                  .isEqualTo(leader.endpoint);
            });
    assertThat(local.lives()).isTrue();
  }

  @Test
  void withTheLeaderGoneTheOutcomeIsUnknownAndReadsComeAgain() {
    endpoints.put("n9", "127.0.0.1:1");
    follower.machine.elect("n9", false);
    assertThat(follower.execute(add("alice", 1_00)).getCode())
        .isEqualTo(ResultCode.UNKNOWN_OUTCOME);
    assertThat(follower.calls().openSession(OpenSessionRequest.getDefaultInstance()).getCode())
        .isEqualTo(ResultCode.UNKNOWN_OUTCOME);
    assertThat(summary(Consistency.STRICT).getCode()).isEqualTo(ResultCode.UNAVAILABLE);
    TestStream stream = new TestStream(follower.channel, 1);
    stream.send(1, 0, add("alice", 1_00));
    assertThat(stream.ended().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void badInputIsAnsweredThroughAFollowerToo() {
    Reply reply = follower.execute(add("alice", -1));
    assertThat(reply.getCode()).isEqualTo(ResultCode.INVALID_ARGUMENT);
    TestStream stream = follower.openStream();
    stream.send(1, 0, add("alice", -1));
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.INVALID_ARGUMENT);
    stream.send(1, 0, add("alice", 1));
    assertThat(stream.reply(1, 2).getCode()).isEqualTo(ResultCode.OK);
  }
}
