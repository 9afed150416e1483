package io.rialto.chaos.promises;

import static io.rialto.chaos.promises.Orders.add;
import static io.rialto.chaos.promises.Orders.buy;
import static io.rialto.chaos.promises.Orders.in;
import static io.rialto.chaos.promises.Orders.numbered;
import static io.rialto.chaos.promises.Orders.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.CommandResult.Kind;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.cluster.Role;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** P6: a command ends as done, rejected, retry or unknown, and each of them is the truth. */
@Tag("P6")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownOutcomeIT {

  private static final int COMMANDS = 20;
  private static final Duration SHORT = Duration.ofSeconds(4);

  /** Less than from one tick to the next, and more than anything else leaves between entries. */
  private static final Duration QUIET = Duration.ofMillis(700);

  private TrialCluster cluster;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    cluster = TrialCluster.start("unknown-outcome", false);
  }

  @AfterAll
  void stop() throws IOException {
    cluster.close();
  }

  @Test
  void withoutAMajorityACommandEndsAsRetryOrAsUnknownWhichIsResolvedLater()
      throws IOException, InterruptedException {
    String leader = cluster.leader();
    List<String> others = cluster.nodes().stream().filter(id -> !id.equals(leader)).toList();
    try (RialtoClient client = cluster.client(SHORT)) {
      await()
          .atMost(TrialCluster.PATIENCE)
          .until(() -> execute(client, "carol", 1).kind() == Kind.DONE);
      awaitTick(leader);
      // Stopped, not killed at once: the leader must not notice before the commands are on their
      // way.
      for (String other : others) {
        cluster.processes().pause(other);
      }

      List<CompletableFuture<CommandResult>> submitted =
          LongStream.rangeClosed(1, COMMANDS)
              .mapToObj(number -> client.submit(numbered(add("alice", 1), number)))
              .toList();
      for (String other : others) {
        cluster.processes().kill(other);
      }
      List<CommandResult> ended = submitted.stream().map(CompletableFuture::join).toList();
      await()
          .atMost(TrialCluster.PATIENCE)
          .until(() -> cluster.status(leader).getRole() != Role.LEADER);
      CommandResult retry = execute(client, "bob", 1_000_000);

      // The leader may notice before it has taken the last ones: those it refuses.
      assertThat(ended)
          .allMatch(result -> result.kind() == Kind.UNKNOWN || result.kind() == Kind.RETRY);
      Map<Long, CommandResult> unknown = unknownByNumber(ended);
      assertThat(unknown).containsKey(1L);
      assertThat(unknown.values())
          .allMatch(result -> result.session() > 0 && result.sequence() > 0);
      assertThat(retry.kind()).as(retry.toString()).isEqualTo(Kind.RETRY);
      assertThat(retry.reply().getCodeValue() / 1000).isEqualTo(8);

      for (String other : others) {
        cluster.processes().launch(other);
      }
      cluster.leader();
      Map<Long, CommandResult> resolved = new TreeMap<>(unknown);
      resolved.replaceAll((number, result) -> resolve(client, result));

      assertThat(resolved.values())
          .allMatch(
              result ->
                  result.kind() == Kind.DONE || result.reply().getCode() == ResultCode.CANCELLED);
      cluster.killAndRestart(cluster.leader());
      for (CommandResult result : resolved.values()) {
        assertThat(resolve(client, result).reply().getCode()).isEqualTo(result.reply().getCode());
      }
      assertThat(cluster.auditedCommands("alice"))
          .map(AuditEvent.UserCommand::number)
          .isEqualTo(
              resolved.keySet().stream()
                  .filter(number -> resolved.get(number).kind() == Kind.DONE)
                  .toList());
      assertThat(cluster.auditedCommands("bob")).isEmpty();
    }
  }

  /**
   * Waits for a tick that comes after nothing else for a while: the next entry of the nodes' own is
   * a second away then. Behind one that is under way when the majority goes, commands wait, and are
   * refused instead of ending as unknown.
   */
  private void awaitTick(String leader) {
    long[] last = {0, System.nanoTime()};
    await()
        .atMost(TrialCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              long index = cluster.status(leader).getAppliedLogIndex();
              if (index == last[0]) {
                return false;
              }
              long stillNanos = System.nanoTime() - last[1];
              last[0] = index;
              last[1] = System.nanoTime();
              return stillNanos >= QUIET.toNanos();
            });
  }

  private static Map<Long, CommandResult> unknownByNumber(List<CommandResult> ended) {
    Map<Long, CommandResult> unknown = new TreeMap<>();
    for (int i = 0; i < ended.size(); i++) {
      if (ended.get(i).kind() == Kind.UNKNOWN) {
        unknown.put(i + 1L, ended.get(i));
      }
    }
    return unknown;
  }

  private static CommandResult execute(RialtoClient client, String user, long number) {
    return client.execute(numbered(add(user, 1), number));
  }

  private static CommandResult resolve(RialtoClient client, CommandResult unknown) {
    return await()
        .atMost(TrialCluster.PATIENCE)
        .until(
            () -> client.resolve(unknown.session(), unknown.sequence()).join(),
            result -> result.kind() != Kind.UNKNOWN);
  }

  @Test
  void commandsParkedForAPriceAreSentBackAtALeaderChangeAndNeverSubmittedLater()
      throws IOException, InterruptedException {
    String user = "patient";
    String old = cluster.leader();
    long session = cluster.openSession();
    SessionCommand funds = in(session, 1, 0, add(user, 10_000_00));
    List<SessionCommand> parked =
        List.of(
            in(session, 2, 1, buy(user, "ABC", 6_000_00)),
            in(session, 3, 2, of(CommandKind.COMMIT_BUY, user)));
    cluster.settled(node -> node.send(List.of(funds)).get(0));
    cluster.processes().pause(ProcessCluster.QUOTE_SIMULATOR);
    try (CommandCalls toOld = cluster.node(old).stream()) {
      List<CompletableFuture<Reply>> sentBack = toOld.send(parked);
      // Answered after what was sent before it: by then the parked ones are in their queue.
      cluster.node(old).execute("", add("somebody", 1));
      cluster.processes().pause(old);
      String next = cluster.leaderOtherThan(old);
      try (CommandCalls toNext = cluster.node(next).stream()) {
        List<CompletableFuture<Reply>> again = toNext.send(parked);
        cluster.processes().resume(old);

        for (CompletableFuture<Reply> each : sentBack) {
          await().atMost(TrialCluster.PATIENCE).until(each::isDone);
          assertThat(each.isCompletedExceptionally() || each.join().getCodeValue() / 1000 == 8)
              .as("sent back, or the stream ended: %s", each)
              .isTrue();
        }
        cluster.processes().resume(ProcessCluster.QUOTE_SIMULATOR);
        again.forEach(each -> await().atMost(TrialCluster.PATIENCE).until(each::isDone));
      }
    }

    for (SessionCommand each : parked) {
      assertThat(cluster.settled(node -> node.send(List.of(each)).get(0)).getCode())
          .isEqualTo(ResultCode.OK);
    }
    cluster.processes().awaitReady(old);
    assertThat(cluster.auditedCommands(user))
        .map(AuditEvent.UserCommand::command)
        .containsExactly(CommandKind.ADD, CommandKind.BUY, CommandKind.COMMIT_BUY);
  }
}
