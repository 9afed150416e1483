package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server of the contract, over sockets, through the SDK. */
@Timeout(180)
class ReplayerTest {

  private static final Duration LONG = Duration.ofSeconds(120);

  /** For commands that are meant to run into it; long enough for all others on a slow machine. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  private ScriptedTrading server;
  private final List<FinishedCommand> finished = new CopyOnWriteArrayList<>();
  private final List<MalformedLine> malformed = new CopyOnWriteArrayList<>();
  private final List<ReplayProgress> progress = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedTrading();
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.stop();
  }

  @Test
  void everyLineIsSentOnceWithItsNumberAndCounted() throws Exception {
    server.answerAtOnce(
        command ->
            command.getCommand().getKind() == CommandKind.BUY
                ? server.of(ResultCode.INSUFFICIENT_FUNDS)
                : server.done());
    ReplayReport report =
        replay(
            "[10] ADD,alice,5 \r\n\n[20] BUY,alice,ABC,1\nCOMMIT_BUY,bob\n[40] ADD,bob,7\n",
            ReplayOptions.standard());
    assertThat(server.numbers()).containsExactlyInAnyOrder(10L, 20L, 4L, 40L);
    assertThat(report.wellFormed()).isEqualTo(4);
    assertThat(report.answered()).isEqualTo(4);
    assertThat(report.done()).isEqualTo(3);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.isComplete()).isTrue();
    assertThat(report.kinds())
        .extracting(KindReport::kind)
        .containsExactly(CommandKind.ADD, CommandKind.BUY, CommandKind.COMMIT_BUY);
    assertThat(report.kinds().get(0).count()).isEqualTo(2);
    assertThat(report.kinds().get(1).rejected()).isEqualTo(1);
    assertThat(report.lastLogIndex() - report.firstLogIndex()).isEqualTo(3);
    assertThat(finished).extracting(FinishedCommand::lineNumber).contains(10L, 20L, 4L, 40L);
    assertThat(progress).last().extracting(ReplayProgress::finished).isEqualTo(4L);
  }

  @Test
  void aUsersLinesArriveInFileOrder() throws Exception {
    ReplayReport report = replay(commits("alice", 1, 500), ReplayOptions.standard().withWindow(8));
    assertThat(server.numbers()).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
    assertThat(report.answered()).isEqualTo(500);
  }

  @Test
  void aUserWhoseAnswersAreLateHoldsUpNobodyElse() throws Exception {
    CompletableFuture<Reply> late = new CompletableFuture<>();
    AtomicInteger bobs = new AtomicInteger();
    server.answer(
        command -> {
          if (command.getCommand().getUser().equals("alice")) {
            return command.getCommand().getNumber() == 1
                ? late
                : CompletableFuture.completedFuture(server.done());
          }
          // Alice's first answer comes only after all of Bob's commands were there.
          if (bobs.incrementAndGet() == 100) {
            late.complete(server.done());
          }
          return CompletableFuture.completedFuture(server.done());
        });
    ReplayReport report =
        replay(
            commits("alice", 1, 100) + commits("bob", 101, 200),
            ReplayOptions.standard().withWindow(1));
    assertThat(report.answered()).isEqualTo(200);
  }

  @Test
  void asManyOfAUsersCommandsAreUnderWayAsTheWindowSaysAndNeverMore() throws Exception {
    int window = 5;
    List<CompletableFuture<Reply>> held = new ArrayList<>();
    server.answer(
        command -> {
          CompletableFuture<Reply> answer = new CompletableFuture<>();
          List<CompletableFuture<Reply>> full = List.of();
          synchronized (held) {
            held.add(answer);
            if (held.size() == window) {
              full = List.copyOf(held);
              held.clear();
            }
          }
          // With a smaller window this would never come.
          List<CompletableFuture<Reply>> release = full;
          CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
              .execute(() -> release.forEach(reply -> reply.complete(server.done())));
          return answer;
        });
    ReplayReport report =
        replay(commits("alice", 1, 50), ReplayOptions.standard().withWindow(window));
    assertThat(report.answered()).isEqualTo(50);
    assertThat(server.mostUnanswered("alice")).isEqualTo(window);
  }

  @Test
  void withAWindowOfOneEachCommandWaitsForTheAnswerBefore() throws Exception {
    replay(commits("alice", 1, 50), ReplayOptions.standard().withWindow(1));
    assertThat(server.mostUnanswered("alice")).isEqualTo(1);
  }

  @Test
  void withARateNoCommandIsSentBeforeItIsDue() throws Exception {
    int rate = 200;
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 100; i++) {
      text.append("COMMIT_BUY,user").append(i).append('\n');
    }
    ReplayReport report = replay(text.toString(), ReplayOptions.standard().withRate(rate));
    List<FinishedCommand> inOrder =
        finished.stream().sorted((a, b) -> Long.compare(a.lineNumber(), b.lineNumber())).toList();
    long first = inOrder.get(0).startNanos();
    Map<Long, Long> arrived =
        server.arrivals.stream()
            .collect(
                Collectors.toMap(
                    arrival -> arrival.command().getNumber(), ScriptedTrading.Arrival::nanos));
    for (int i = 0; i < inOrder.size(); i++) {
      long due = first + TimeUnit.SECONDS.toNanos(1) * i / rate;
      assertThat(inOrder.get(i).startNanos()).isBetween(due - 1_000, due + 1_000);
      assertThat(arrived.get(inOrder.get(i).lineNumber())).isGreaterThanOrEqualTo(due - 1_000);
    }
    assertThat(report.elapsedMillis()).isGreaterThanOrEqualTo(99 * 1000.0 / rate);
  }

  @Test
  void withARateLatencyCountsFromWhenACommandWasDue() throws Exception {
    CompletableFuture<Reply> late = new CompletableFuture<>();
    server.answer(
        command -> {
          if (command.getCommand().getNumber() == 1) {
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)
                .execute(() -> late.complete(server.done()));
            return late;
          }
          return CompletableFuture.completedFuture(server.done());
        });
    ReplayReport report =
        replay(commits("alice", 1, 10), ReplayOptions.standard().withWindow(1).withRate(100));
    // Nine commands were due within 90 ms and had to wait for the first answer: a closed loop would
    // have hidden that.
    assertThat(report.total().p50Millis()).isGreaterThan(1_800);
  }

  @Test
  void theDumpOfEveryoneComesWhenAllBeforeItAreAnswered() throws Exception {
    AtomicInteger answeredBefore = new AtomicInteger(-1);
    AtomicInteger answered = new AtomicInteger();
    AtomicLong dumpIndex = new AtomicLong();
    server.answer(
        command -> {
          CompletableFuture<Reply> answer = new CompletableFuture<>();
          if (command.getCommand().getKind() == CommandKind.DUMPLOG) {
            answeredBefore.set(answered.get());
            Reply reply = server.done();
            dumpIndex.set(reply.getLogIndex());
            return CompletableFuture.completedFuture(reply);
          }
          CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
              .execute(
                  () -> {
                    answered.incrementAndGet();
                    answer.complete(server.done());
                  });
          return answer;
        });
    server.dump(
        "<?xml version=\"1.0\"?>\n<log>\n<userCommand><timestamp>1</timestamp></userCommand>"
            + "<quoteServer><price>1</price></quoteServer><userCommand a=\"/\"/>\n</log>\n");
    ReplayReport report =
        replay(
            commits("alice", 1, 40) + commits("bob", 41, 80) + "DUMPLOG,./testLOG",
            ReplayOptions.standard());
    assertThat(answeredBefore).hasValue(80);
    assertThat(report.answered()).isEqualTo(81);
    DumpReport dump = report.dump().orElseThrow();
    assertThat(dump.upToLogIndex()).isEqualTo(dumpIndex.get());
    assertThat(dump.events()).isEqualTo(Map.of("userCommand", 2L, "quoteServer", 1L));
    assertThat(dump.total()).isEqualTo(3);
    assertThat(dump.file()).isEmpty();
    assertThat(server.dumps).hasSize(1);
  }

  @Test
  void theDumpIsWrittenWhereTheOptionsSayNotWhereTheWorkloadSays(@TempDir Path folder)
      throws Exception {
    String xml = "<?xml version=\"1.0\"?>\n<log><errorEvent/></log>\n";
    server.dump(xml);
    Path named = folder.resolve("named-by-the-workload.xml");
    Path target = folder.resolve("dump.xml");
    ReplayReport report = replay("DUMPLOG," + named, ReplayOptions.standard().withDump(target));
    assertThat(report.dump().orElseThrow().file()).contains(target);
    assertThat(target).hasContent(xml);
    assertThat(named).doesNotExist();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(target);
    }
  }

  @Test
  void aDumpThatIsCutOffIsReportedAndLeavesNoFile(@TempDir Path folder) throws Exception {
    server.dump("<?xml version=\"1.0\"?>\n<log><errorEvent/>");
    ReplayReport report =
        replay("DUMPLOG,x", ReplayOptions.standard().withDump(folder.resolve("dump.xml")));
    assertThat(report.dump()).isEmpty();
    assertThat(report.dumpFailure().orElseThrow()).contains("ended in the middle");
    assertThat(report.isComplete()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void malformedLinesAreReportedAndCountedAndTheRestGoesOn() throws Exception {
    ReplayReport report = replay("ADD,alice,-1\nADD,alice,1\nNONSENSE\n", ReplayOptions.standard());
    assertThat(report.commands()).isEqualTo(3);
    assertThat(report.malformed()).isEqualTo(2);
    assertThat(report.answered()).isEqualTo(1);
    assertThat(report.isComplete()).isTrue();
    assertThat(malformed).extracting(MalformedLine::number).containsExactly(1L, 3L);
    assertThat(server.numbers()).containsExactly(2L);
  }

  @Test
  void aCommandToWhichNothingHappenedIsSentAgainBeforeTheUsersNext() throws Exception {
    AtomicLong refused = new AtomicLong();
    server.answerAtOnce(
        command -> {
          if (command.getCommand().getNumber() == 3) {
            refused.compareAndSet(0, command.getSequence());
          }
          return refused.get() == command.getSequence()
              ? server.of(ResultCode.QUOTE_UNAVAILABLE)
              : server.done();
        });
    ReplayReport report =
        replay(commits("alice", 1, 6), ReplayOptions.standard().withWindow(1), SHORT);
    assertThat(report.retried()).isEqualTo(1);
    assertThat(report.overtaken()).isZero();
    assertThat(report.answered()).isEqualTo(6);
    assertThat(report.isComplete()).isTrue();
    assertThat(finished)
        .extracting(FinishedCommand::lineNumber)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aCommandToWhichNothingEverHappensIsGivenUpWhenPatienceRunsOut() throws Exception {
    server.answerAtOnce(
        command ->
            command.getCommand().getNumber() == 2
                ? server.of(ResultCode.OVERLOADED)
                : server.done());
    ReplayReport report =
        replay(
            commits("alice", 1, 3),
            ReplayOptions.standard().withWindow(1).withPatience(Duration.ofMillis(1)),
            SHORT);
    assertThat(report.givenUp()).isEqualTo(1);
    assertThat(report.answered()).isEqualTo(2);
    assertThat(report.isComplete()).isFalse();
    assertThat(finished)
        .filteredOn(command -> command.lineNumber() == 2)
        .extracting(command -> command.result().kind())
        .containsExactly(CommandResult.Kind.RETRY);
  }

  @Test
  void anUnknownOutcomeIsResolvedToTheAnswerThatTheCommandHad() throws Exception {
    server.answer(
        command ->
            command.getCommand().getNumber() == 2
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(server.done()));
    server.resolve(sequence -> server.of(ResultCode.NO_PENDING_BUY));
    ReplayReport report =
        replay(commits("alice", 1, 3), ReplayOptions.standard().withWindow(1), SHORT);
    assertThat(report.resolved()).isEqualTo(1);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.unknown()).isZero();
    assertThat(report.answered()).isEqualTo(3);
    assertThat(finished).extracting(FinishedCommand::lineNumber).containsExactly(1L, 2L, 3L);
  }

  @Test
  void anUnknownOutcomeThatTurnsOutNeverToHappenIsSentAgain() throws Exception {
    AtomicLong lost = new AtomicLong();
    server.answer(
        command -> {
          if (command.getCommand().getNumber() == 2) {
            lost.compareAndSet(0, command.getSequence());
          }
          return lost.get() == command.getSequence()
              ? new CompletableFuture<>()
              : CompletableFuture.completedFuture(server.done());
        });
    server.resolve(sequence -> server.of(ResultCode.CANCELLED));
    ReplayReport report =
        replay(commits("alice", 1, 3), ReplayOptions.standard().withWindow(1), SHORT);
    assertThat(report.done()).isEqualTo(3);
    assertThat(report.retried()).isEqualTo(1);
    assertThat(server.numbers()).containsExactly(1L, 2L, 2L, 3L);
  }

  @Test
  void whatCannotBeResolvedIsCountedAsUnknown() throws Exception {
    server.answer(
        command ->
            command.getCommand().getNumber() == 2
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(server.done()));
    server.resolve(sequence -> server.of(ResultCode.UNKNOWN_SESSION));
    ReplayReport report =
        replay(commits("alice", 1, 3), ReplayOptions.standard().withWindow(1), SHORT);
    assertThat(report.unknown()).isEqualTo(1);
    assertThat(report.answered()).isEqualTo(2);
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void moreUsersThanMayBeUnderWayAtOnceAreAllServed() throws Exception {
    StringBuilder text = new StringBuilder();
    int users = WorkloadLimits.IN_FLIGHT_MAX + 2_000;
    for (int i = 1; i <= users; i++) {
      text.append("COMMIT_BUY,user").append(i).append('\n');
    }
    ReplayReport report = replay(text.toString(), ReplayOptions.standard());
    assertThat(report.answered()).isEqualTo(users);
    assertThat(server.arrivals).hasSize(users);
    assertThat(progress)
        .allSatisfy(
            step -> assertThat(step.inFlight()).isLessThanOrEqualTo(WorkloadLimits.IN_FLIGHT_MAX));
  }

  private ReplayReport replay(String text, ReplayOptions options) throws Exception {
    return replay(text, options, LONG);
  }

  private ReplayReport replay(String text, ReplayOptions options, Duration deadline)
      throws Exception {
    ReplayListener listener =
        new ReplayListener() {
          @Override
          public void finished(FinishedCommand command) {
            finished.add(command);
          }

          @Override
          public void malformed(MalformedLine line) {
            malformed.add(line);
          }

          @Override
          public void progress(ReplayProgress step) {
            progress.add(step);
          }
        };
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    try (RialtoClient client =
            RialtoClient.connect(new ClientOptions(List.of(server.endpoint()), deadline, 10_000));
        WorkloadReader reader = WorkloadReader.of(new ByteArrayInputStream(bytes))) {
      return new Replayer(client, reader, options, listener).run();
    }
  }

  private static String commits(String user, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i <= to; i++) {
      text.append('[').append(i).append("] COMMIT_BUY,").append(user).append('\n');
    }
    return text.toString();
  }
}
