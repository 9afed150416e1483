package io.rialto.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.NodeRuntime;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.history.Evidence;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import io.rialto.chaos.history.RecordingClient;
import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.SummaryReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A run against three real processes, whose leader is killed in the middle and one of whose clients
 * dies, is recorded and passes: what the model says is what the machine does.
 */
class RecordedRunIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 60;
  private static final int USERS = 12;
  private static final long SEED = 4;

  private final Random random = new Random(SEED);
  private final RandomOrders orders = new RandomOrders(random);
  private final List<CompletableFuture<?>> underWay = new ArrayList<>();
  private final List<RecordingClient> clients = new ArrayList<>();
  private HistoryWriter history;
  private ClientOptions options;

  @Test
  void aRunOfRealProcessesPasses() throws IOException, InterruptedException {
    Files.createDirectories(Path.of("target"));
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "recorded-run-");
    ProcessCluster cluster =
        ProcessCluster.create(
            new ClusterPlan(
                folder, folder, 3, 0, SEED, true, new NodeRuntime(256, true, List.of())),
            BuiltPrograms.find(),
            line -> {});
    Path file = folder.resolve("history.jsonl.gz");
    try (HistoryWriter writer = HistoryWriter.create(file)) {
      history = writer;
      cluster.start();
      record(cluster, folder);
    } finally {
      cluster.stopByForce();
    }

    CheckOutcome outcome = HistoryCheck.check(file);

    assertThat(outcome.judgement()).as(CheckText.text(outcome)).isEqualTo(Judgement.PASS);
    assertThat(outcome.figures().quotes()).isPositive();
    assertThat(outcome.figures().reads()).isPositive();
  }

  private void record(ProcessCluster cluster, Path folder)
      throws IOException, InterruptedException {
    List<ClusterFile.Node> nodes = cluster.file().nodes();
    options = ClientOptions.of(cluster.file().endpoints()).withDeadline(PATIENCE);
    history.write(
        new HistoryRecord.RunBegan(
            history.nanos(),
            HistoryRecord.RunBegan.FORMAT_VERSION,
            System.currentTimeMillis(),
            SEED,
            nodes.stream().map(ClusterFile.Node::id).toList(),
            true,
            100));
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(RecordingClient.connect(options, history, "c" + i));
    }
    leaveAnOrderToExpire();
    rounds(0, ROUNDS / 2);
    killLeader(cluster);
    rounds(ROUNDS / 2, ROUNDS);
    replaceAClient();
    await()
        .atMost(PATIENCE)
        .until(() -> CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).isDone());
    awaitExpiry();
    long logIndex = clients.get(0).summaries(Consistency.STRICT, account -> {});
    Evidence.take(history, folder, nodes, logIndex, PATIENCE);
    clients.forEach(RecordingClient::close);
    history.write(new HistoryRecord.RunEnded(history.nanos(), ""));
  }

  private void leaveAnOrderToExpire() {
    Command funds = command(CommandKind.ADD).setAmountCents(1_000_000_00).build();
    Command order = command(CommandKind.BUY).setSymbol("A").setAmountCents(900_000_00).build();
    assertThat(clients.get(0).execute(funds).kind()).isEqualTo(CommandResult.Kind.DONE);
    assertThat(clients.get(0).execute(order).kind()).isEqualTo(CommandResult.Kind.DONE);
  }

  private static Command.Builder command(CommandKind kind) {
    return Command.newBuilder().setKind(kind).setUser("patient");
  }

  private void awaitExpiry() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> clients.get(0).summary("patient", Consistency.STRICT).join(),
            (SummaryReply reply) ->
                reply.hasSummary() && reply.getSummary().getPendingBuysCount() == 0);
  }

  /** Each client sends some commands for its own users and for shared ones, and reads. */
  private void rounds(int from, int to) {
    for (int round = from; round < to; round++) {
      for (RecordingClient client : clients) {
        for (int i = 0; i < 5; i++) {
          keep(client.submit(orders.next(user())));
        }
        keep(client.summary(user(), Consistency.forNumber(random.nextInt(3))));
        keep(client.request("r" + random.nextLong(), orders.next(user())));
      }
      if (round % 10 == 0) {
        clients.get(0).execute(orders.next(user()));
      }
    }
  }

  private String user() {
    return "u" + random.nextInt(USERS);
  }

  private void keep(CompletableFuture<?> future) {
    underWay.add(future);
  }

  private void killLeader(ProcessCluster cluster) throws IOException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      String leader =
          await().atMost(PATIENCE).until(statuses::readyLeader, Optional::isPresent).orElseThrow();
      history.write(
          new HistoryRecord.FaultBegan(
              history.nanos(), history.nextFault(), "KILL", "LEADER", List.of(leader), "kill -9"));
      cluster.kill(leader);
      cluster.launch(leader);
    }
  }

  private void replaceAClient() {
    RecordingClient dying = clients.remove(CLIENTS - 1);
    for (int i = 0; i < 20; i++) {
      dying.submit(orders.next(user()));
    }
    dying.die();
    RecordingClient next = RecordingClient.connect(options, history, "c" + (CLIENTS - 1));
    clients.add(next);
    for (int i = 0; i < 20; i++) {
      keep(next.submit(orders.next(user())));
    }
  }
}
