package io.rialto.client.sdk;

import static io.rialto.client.sdk.Commands.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("P4")
@Timeout(120)
class ReadsTest {

  private static final long OTHER_SESSION = 1;

  private ScriptedNode first;
  private ScriptedNode second;
  private RialtoClient client;

  @BeforeEach
  void start() throws IOException {
    ScriptedLog log = new ScriptedLog();
    assertThat(log.openSession()).isEqualTo(OTHER_SESSION);
    first = new ScriptedNode(log);
    second = new ScriptedNode(log);
    client = connect(Duration.ofSeconds(60));
  }

  @AfterEach
  void stop() {
    client.close();
    first.close();
    second.close();
  }

  private RialtoClient connect(Duration deadline) {
    return RialtoClient.connect(
        ClientOptions.of(List.of(first.endpoint(), second.endpoint())).withDeadline(deadline));
  }

  private void impatient() {
    client.close();
    client = connect(Duration.ofMillis(500));
  }

  @Test
  void aSummaryRefusedForNowIsAskedAgain() {
    AtomicInteger refusals = new AtomicInteger();
    first.refusal =
        () -> refusals.getAndIncrement() < 3 ? ScriptedLog.refusal(ResultCode.OVERLOADED) : null;
    SummaryReply reply = client.summary("alice", Consistency.STRICT).join();
    assertThat(reply.getSummary().getUser()).isEqualTo("alice");
    assertThat(refusals.get()).isEqualTo(4);
  }

  @Test
  void aSummaryThatNoNodeGivesByTheDeadlineIsAReplyThatSaysSo() {
    impatient();
    first.close();
    second.close();
    SummaryReply reply = client.summary("alice", Consistency.STRICT).join();
    assertThat(reply.getCode()).isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(reply.getMessage()).contains("no node answered by the deadline");
  }

  @Test
  void allSummariesComeInUserOrderAtOneLogIndex() throws IOException {
    first.refusal = () -> ScriptedLog.refusal(ResultCode.UNAVAILABLE);
    List<String> users = new ArrayList<>();
    long logIndex =
        client.summaries(Consistency.STRICT, reply -> users.add(reply.getSummary().getUser()));
    assertThat(logIndex).isEqualTo(9);
    assertThat(users).containsExactly("alice", "bob");
  }

  /** What shows its caller a log index: which one. */
  private interface Showing {
    long through(RialtoClient client) throws IOException;
  }

  static Stream<Arguments> whatShowsALogIndex() {
    return Stream.of(
        showing("submit", client -> client.execute(add("alice", 1)).reply().getLogIndex()),
        showing(
            "request", client -> client.request("a", add("alice", 1)).join().reply().getLogIndex()),
        showing("resolve", client -> client.resolve(OTHER_SESSION, 5).join().reply().getLogIndex()),
        showing(
            "summary", client -> client.summary("alice", Consistency.STALE).join().getLogIndex()),
        showing("summaries", client -> client.summaries(Consistency.STALE, account -> {})),
        showing("dumpLog", client -> client.dumpLog("", 0, OutputStream.nullOutputStream())));
  }

  private static Arguments showing(String call, Showing showing) {
    return Arguments.of(call, showing);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatShowsALogIndex")
  void aSessionReadIsNotOlderThanWhatTheClientWasShownBefore(String call, Showing showing)
      throws IOException {
    long shown = showing.through(client);
    assertThat(shown).as(call).isPositive();
    client.summary("alice", Consistency.SESSION).join();
    client.summaries(Consistency.SESSION, account -> {});
    assertThat(first.sessionReads.get(0)).isEqualTo(shown);
    assertThat(first.sessionReads.get(1)).isGreaterThanOrEqualTo(shown);
  }

  @Test
  void aDumpThatBreaksOffGoesOnAtAnotherNodeWhereItStopped() throws IOException {
    first.dump = List.of("<log>", "<one/>");
    first.dumpBreaks = true;
    second.dump = List.of("<log><o", "ne/><two/>", "</log>");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(client.dumpLog("", 0, out)).isEqualTo(42);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("<log><one/><two/></log>");
  }

  @Test
  void aDumpThatNoNodeGivesByTheDeadlineFails() {
    impatient();
    first.close();
    second.close();
    assertThatIOException()
        .isThrownBy(() -> client.dumpLog("", 0, new ByteArrayOutputStream()))
        .withMessageContaining("UNAVAILABLE");
  }
}
