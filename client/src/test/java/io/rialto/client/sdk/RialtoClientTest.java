package io.rialto.client.sdk;

import static io.rialto.client.sdk.Commands.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.rialto.client.sdk.CommandResult.Kind;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The SDK against one scripted node over a real socket. */
@Tag("P2")
@Tag("P6")
@Timeout(120)
class RialtoClientTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final ScriptedLog log = new ScriptedLog();
  private ScriptedNode node;
  private RialtoClient client;

  @BeforeEach
  void start() throws IOException {
    node = new ScriptedNode(log);
    client = connect(LONG);
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  private RialtoClient connect(Duration deadline) {
    return RialtoClient.connect(ClientOptions.of(List.of(node.endpoint())).withDeadline(deadline));
  }

  private RialtoClient impatient() {
    client.close();
    client = connect(Duration.ofMillis(2_500));
    return client;
  }

  @Test
  void anAcceptedCommandIsDoneWithItsPlaceInTheLog() {
    CommandResult result = client.execute(add("alice", 100));
    assertThat(result.kind()).isEqualTo(Kind.DONE);
    assertThat(result.reply().getLogIndex()).isEqualTo(2);
    assertThat(result.session()).isEqualTo(1);
    assertThat(result.sequence()).isEqualTo(1);
    assertThat(result.attempts()).isEqualTo(1);
  }

  @Test
  void aCommandRejectedByARuleIsRejectedAtOnce() {
    node.script = command -> ScriptedNode.answer(ResultCode.INSUFFICIENT_FUNDS);
    CommandResult result = client.execute(add("alice", 100));
    assertThat(result.kind()).isEqualTo(Kind.REJECTED);
    assertThat(result.reply().getCode()).isEqualTo(ResultCode.INSUFFICIENT_FUNDS);
    assertThat(result.attempts()).isEqualTo(1);
  }

  @Test
  void aCommandOfBadShapeIsRejectedWithoutBeingSent() {
    CommandResult result = client.execute(add("alice", -5));
    assertThat(result.kind()).isEqualTo(Kind.REJECTED);
    assertThat(result.reply().getCode()).isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(result.reply().getMessage()).contains("-0.05");
    assertThat(node.batches).isEmpty();
  }

  @Test
  void eachCommandIsAppliedOnceAndAUsersCommandsInTheOrderOfTheCalls() {
    submitAll(10, 300).forEach(future -> assertThat(future.join().kind()).isEqualTo(Kind.DONE));
    for (int user = 0; user < 10; user++) {
      assertThat(log.appliedFor("user" + user)).isEqualTo(amounts(300));
    }
  }

  @Test
  void commandsGatherWhileNothingIsAnswered() throws InterruptedException {
    assertThat(client.execute(add("first", 1)).kind()).as("it is connected").isEqualTo(Kind.DONE);
    node.batches.clear();
    node.script = command -> ScriptedNode.IGNORE;
    long start = System.nanoTime();
    int count = 200;
    for (int sent = 0; sent < count; sent++) {
      client.submit(add("user" + sent, 1));
      TimeUnit.MILLISECONDS.sleep(1);
    }
    await().until(() -> node.received().size() >= count);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(node.batches).as("in %d ms", millis).hasSizeLessThanOrEqualTo(5 + (int) millis / 5);
  }

  @Test
  void commandsThatWaitAreSentTogetherUpToTheBatchLimit() {
    node.refusal = () -> ScriptedLog.refusal(ResultCode.UNAVAILABLE);
    List<CompletableFuture<CommandResult>> futures = submitAll(3, 300);
    node.refusal = () -> null;
    futures.forEach(CompletableFuture::join);
    assertThat(node.batches).allSatisfy(b -> assertThat(b.getCommandsCount()).isBetween(1, 256));
    assertThat(node.batches).hasSizeLessThan(20);
    assertThat(node.received().stream().map(SessionCommand::getSequence))
        .isEqualTo(LongStream.rangeClosed(1, 900).boxed().toList());
  }

  @Test
  void aCommandSentBackIsSentAgainBeforeThoseBehindIt() {
    AtomicInteger refusals = new AtomicInteger();
    node.script =
        command ->
            command.getSequence() % 7 == 3 && refusals.getAndIncrement() % 3 != 2
                ? ScriptedNode.answer(
                    ScriptedLog.refusal(ResultCode.OVERLOADED).toBuilder().setRetryAfterMillis(5))
                : ScriptedNode.APPLY;
    submitAll(3, 100).forEach(future -> assertThat(future.join().kind()).isEqualTo(Kind.DONE));
    for (int user = 0; user < 3; user++) {
      assertThat(log.appliedFor("user" + user)).isEqualTo(amounts(100));
    }
    assertThat(refusals.get()).isPositive();
  }

  @Test
  void aCommandThatTheServiceRefusesBeforeTheLogIsNobodysPredecessor() {
    node.script =
        command ->
            command.getCommand().getAmountCents() == 2
                ? ScriptedNode.answer(ResultCode.INVALID_ARGUMENT)
                : ScriptedNode.APPLY;
    List<CompletableFuture<CommandResult>> futures = submitAll(1, 4);
    assertThat(futures.stream().map(future -> future.join().kind()))
        .containsExactly(Kind.DONE, Kind.REJECTED, Kind.DONE, Kind.DONE);
    assertThat(log.appliedFor("user0")).containsExactly(1L, 3L, 4L);
  }

  @Test
  void aBrokenStreamIsReplacedAndNothingIsLostOrAppliedTwice() {
    AtomicInteger commands = new AtomicInteger();
    node.script =
        command ->
            switch (commands.incrementAndGet() % 97) {
              case 31 -> ScriptedNode.APPLY_AND_BREAK;
              case 77 -> ScriptedNode.BREAK;
              default -> ScriptedNode.APPLY;
            };
    submitAll(5, 200).forEach(future -> assertThat(future.join().kind()).isEqualTo(Kind.DONE));
    for (int user = 0; user < 5; user++) {
      assertThat(log.appliedFor("user" + user)).isEqualTo(amounts(200));
    }
  }

  @Test
  void aCommandRefusedUntilItsDeadlineEndsAsRetryAndIsForgotten() {
    impatient();
    node.script = command -> ScriptedNode.answer(ResultCode.OVERLOADED);
    CommandResult result = client.execute(add("alice", 1));
    assertThat(result.kind()).isEqualTo(Kind.RETRY);
    assertThat(result.reply().getCode()).isEqualTo(ResultCode.OVERLOADED);
    assertThat(result.attempts()).isGreaterThan(1);
    node.script = command -> ScriptedNode.APPLY;
    assertThat(client.execute(add("alice", 2)).kind()).isEqualTo(Kind.DONE);
    SessionCommand last = log.applied().get(0);
    assertThat(last.getLowestUnanswered()).isEqualTo(2);
    assertThat(last.getPredecessor()).isZero();
  }

  @Test
  void aCommandWithoutReplyUntilItsDeadlineIsUnknownAndCanBeResolved() {
    impatient();
    node.script = command -> ScriptedNode.APPLY_SILENTLY;
    CommandResult applied = client.execute(add("alice", 1));
    node.script = command -> ScriptedNode.IGNORE;
    CommandResult ignored = client.execute(add("bob", 2));
    assertThat(List.of(applied.kind(), ignored.kind())).containsOnly(Kind.UNKNOWN);

    CommandResult first = client.resolve(applied.session(), applied.sequence()).join();
    assertThat(first.kind()).isEqualTo(Kind.DONE);
    assertThat(first.reply().getAmountCents()).isEqualTo(1);
    CommandResult second = client.resolve(ignored.session(), ignored.sequence()).join();
    assertThat(second.kind()).isEqualTo(Kind.REJECTED);
    assertThat(second.reply().getCode()).isEqualTo(ResultCode.CANCELLED);
    assertThat(log.appliedFor("bob")).isEmpty();
    assertThat(node.resolves)
        .extracting(ResolveRequest::getLowestUnanswered)
        .containsExactly(applied.sequence(), ignored.sequence());

    assertThat(client.resolve(applied.session(), applied.sequence()).join())
        .as("what the service may have forgotten since")
        .isEqualTo(first);
    assertThat(node.resolves).hasSize(2);
  }

  @Test
  void aRefusalAfterAnAttemptOfUnknownOutcomeDoesNotMakeItARetry() {
    impatient();
    AtomicInteger attempts = new AtomicInteger();
    node.script =
        command ->
            attempts.getAndIncrement() == 0
                ? ScriptedNode.APPLY_AND_BREAK
                : ScriptedNode.answer(ResultCode.OVERLOADED);
    assertThat(client.execute(add("alice", 1)).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(attempts.get()).isGreaterThan(1);
  }

  @Test
  void anUnknownOutcomeFromTheServiceIsAskedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    node.script =
        command ->
            attempts.getAndIncrement() == 0
                ? ScriptedNode.answer(ResultCode.UNKNOWN_OUTCOME)
                : ScriptedNode.APPLY;
    assertThat(client.execute(add("alice", 1)).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void afterAnUnknownCommandTheSameUserWaitsForItsResolution() {
    impatient();
    node.script =
        command ->
            command.getCommand().getAmountCents() == 1 ? ScriptedNode.IGNORE : ScriptedNode.APPLY;
    CommandResult unknown = client.execute(add("alice", 1));
    assertThat(unknown.kind()).isEqualTo(Kind.UNKNOWN);
    CommandResult behind = client.execute(add("alice", 2));
    assertThat(behind.kind()).isEqualTo(Kind.RETRY);
    assertThat(behind.reply().getCode()).isEqualTo(ResultCode.PREDECESSOR_MISSING);
    assertThat(client.execute(add("bob", 3)).kind()).isEqualTo(Kind.DONE);

    client.resolve(unknown.session(), unknown.sequence()).join();
    assertThat(client.execute(add("alice", 4)).kind()).isEqualTo(Kind.DONE);
    assertThat(log.appliedFor("alice")).containsExactly(4L);
  }

  @Test
  void resolvingALaterUnknownCommandFirstSettlesTheEarlierOnesOfItsUser() {
    impatient();
    node.script = command -> ScriptedNode.IGNORE;
    CommandResult earlier = client.execute(add("alice", 1));
    CommandResult later = client.execute(add("alice", 2));
    assertThat(List.of(earlier.kind(), later.kind())).containsOnly(Kind.UNKNOWN);

    client.resolve(later.session(), later.sequence()).join();

    assertThat(client.resolve(earlier.session(), earlier.sequence()).join().reply().getCode())
        .isEqualTo(ResultCode.CANCELLED);
    SessionCommand late =
        SessionCommand.newBuilder()
            .setSession(earlier.session())
            .setSequence(earlier.sequence())
            .setCommand(add("alice", 1))
            .build();
    assertThat(log.apply(late).getCode()).isEqualTo(ResultCode.CANCELLED);
    assertThat(log.appliedFor("alice")).isEmpty();
  }

  @Test
  void whenTheSessionHasEndedWhatWasSurelyNotAppliedGoesOnInANewOne() {
    client.execute(add("alice", 1));
    log.endSessions();
    List<CompletableFuture<CommandResult>> futures = submitAll(4, 50);
    futures.forEach(future -> assertThat(future.join().kind()).isEqualTo(Kind.DONE));
    for (int user = 0; user < 4; user++) {
      assertThat(log.appliedFor("user" + user)).isEqualTo(amounts(50));
    }
    assertThat(futures.get(0).join().session()).isEqualTo(2);
  }

  @Test
  void whenTheSessionHasEndedWhatMayHaveBeenAppliedIsUnknown() {
    AtomicInteger attempts = new AtomicInteger();
    node.script =
        command -> {
          if (attempts.getAndIncrement() == 0) {
            log.apply(command);
            log.endSessions();
            return ScriptedNode.BREAK;
          }
          return ScriptedNode.APPLY;
        };
    CommandResult result = client.execute(add("alice", 1));
    assertThat(result.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(result.reply().getCode()).isEqualTo(ResultCode.UNKNOWN_SESSION);
    assertThat(client.execute(add("alice", 2)).kind()).isEqualTo(Kind.DONE);
    assertThat(log.appliedFor("alice")).containsExactly(1L, 2L);
  }

  @Test
  void withoutAnyNodeACommandEndsAsRetryThatNamesTheTrouble() {
    impatient();
    node.close();
    CommandResult result = client.execute(add("alice", 1));
    assertThat(result.kind()).isEqualTo(Kind.RETRY);
    assertThat(result.attempts()).isZero();
    assertThat(result.reply().getMessage()).contains(node.endpoint(), "UNAVAILABLE");
  }

  @Test
  void closingEndsWhatWasNeverSentAsRetryAndTheRestAsUnknown() {
    node.script = command -> ScriptedNode.IGNORE;
    CompletableFuture<CommandResult> sent = client.submit(add("alice", 1));
    await().atMost(LONG).until(() -> !node.batches.isEmpty());
    client.close();
    assertThat(sent.join().kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(client.submit(add("alice", 2)).join().kind()).isEqualTo(Kind.RETRY);
    assertThat(client.resolve(1, 1).join().kind()).isEqualTo(Kind.UNKNOWN);
    client.close();
  }

  @Test
  void moreCommandsThanMayBeInFlightWaitInTheirCaller() throws Exception {
    client.close();
    client =
        RialtoClient.connect(ClientOptions.of(List.of(node.endpoint())).withCommandsInFlightMax(2));
    AtomicInteger held = new AtomicInteger();
    node.script = command -> held.getAndIncrement() < 2 ? ScriptedNode.IGNORE : ScriptedNode.APPLY;
    client.submit(add("alice", 1));
    client.submit(add("bob", 1));
    CompletableFuture<CommandResult> third =
        CompletableFuture.supplyAsync(() -> client.submit(add("carol", 1)))
            .thenCompose(future -> future);
    await().atMost(LONG).until(() -> held.get() >= 2);
    assertThat(third).isNotDone();
    assertThat(log.applied()).isEmpty();
    client.close();
    assertThat(third.get(60, TimeUnit.SECONDS).kind()).isEqualTo(Kind.RETRY);
  }

  @Test
  void aContinuationMaySubmitButNotBlock() {
    AtomicBoolean open = new AtomicBoolean();
    node.script =
        command -> open.get() ? ScriptedNode.APPLY : ScriptedNode.answer(ResultCode.OVERLOADED);
    CompletableFuture<CommandResult> chained =
        client.submit(add("alice", 1)).thenCompose(first -> client.submit(add("alice", 2)));
    CompletableFuture<CommandResult> blocking =
        client.submit(add("bob", 3)).thenApply(first -> client.execute(add("bob", 4)));
    open.set(true);
    assertThat(chained.join().kind()).isEqualTo(Kind.DONE);
    assertThat(blocking)
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("must not block");
  }

  @Test
  void aRequestIsAppliedOnceHoweverOftenItIsAsked() {
    CommandResult first = client.request("id-1", add("alice", 1)).join();
    CommandResult again = client.request("id-1", add("alice", 1)).join();
    assertThat(first.kind()).isEqualTo(Kind.DONE);
    assertThat(again.reply()).isEqualTo(first.reply().toBuilder().setDuplicate(true).build());
  }

  @Test
  void aRequestThatNoNodeTookEndsAsRetryAndOneThatMayHaveBeenTakenAsUnknown() {
    impatient();
    node.refusal = () -> ScriptedLog.refusal(ResultCode.OVERLOADED);
    assertThat(client.request("id-1", add("alice", 1)).join().kind()).isEqualTo(Kind.RETRY);
    node.refusal = () -> ScriptedLog.refusal(ResultCode.UNKNOWN_OUTCOME);
    assertThat(client.request("id-2", add("alice", 1)).join().kind()).isEqualTo(Kind.UNKNOWN);
    node.close();
    // A client without a connection: on one that is just being lost a request may be on its way.
    impatient();
    assertThat(client.request("id-3", add("alice", 1)).join().kind()).isEqualTo(Kind.RETRY);
  }

  @Test
  void statusOfANodeThatDoesNotAnswerFails() {
    assertThat(client.status(node.endpoint(), 0).join().getNodeId()).isEqualTo("scripted");
    node.close();
    assertThat(client.status(node.endpoint(), 0))
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IOException.class)
        .withMessageContaining(node.endpoint());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.status("nowhere", 0))
        .withMessageContaining("\"nowhere\" is not an endpoint");
  }

  @Test
  void aReplyThatWasAlreadyGivenIsTakenAsTheResult() {
    node.script =
        command -> ScriptedNode.answer(Reply.newBuilder().setLogIndex(5).setDuplicate(true));
    CommandResult result = client.execute(add("alice", 1));
    assertThat(result.kind()).isEqualTo(Kind.DONE);
    assertThat(result.reply().getDuplicate()).isTrue();
  }

  private List<CompletableFuture<CommandResult>> submitAll(int users, int commandsEach) {
    List<CompletableFuture<CommandResult>> futures = new ArrayList<>();
    for (long amount = 1; amount <= commandsEach; amount++) {
      for (int user = 0; user < users; user++) {
        futures.add(client.submit(add("user" + user, amount)));
      }
    }
    return futures;
  }

  private static List<Long> amounts(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
