package io.rialto.chaos.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients that want more than a cluster can do: some are turned away, nobody starves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {

  private static final int GREEDY_CLIENTS = 12;

  /** Together more than a node keeps. */
  private static final int IN_FLIGHT_EACH = 8_000;

  private static final int USERS_EACH = 50;

  /** So long a greedy client tries one command. */
  private static final Duration GREEDY_DEADLINE = Duration.ofSeconds(3);

  private static final int MODEST_COMMANDS = 20;

  /**
   * A few hundred milliseconds of work are ahead of a modest command; who is not served in turn is
   * not served at all. The rest is air for a busy machine that has to elect a leader meanwhile.
   */
  private static final Duration MODEST_DEADLINE = Duration.ofSeconds(60);

  private static final long NODE_MEGABYTES_MAX = 768;

  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicInteger done = new AtomicInteger();
  private final Map<ResultCode, AtomicInteger> others = new ConcurrentHashMap<>();
  private TrialCluster cluster;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    cluster = TrialCluster.start("overload", false);
  }

  @AfterAll
  void stop() throws IOException {
    cluster.close();
  }

  @Test
  void theGreedyAreTurnedAwayAndTheModestAreServed() throws Exception {
    List<Thread> greedy = new ArrayList<>();
    for (int number = 0; number < GREEDY_CLIENTS; number++) {
      String name = "greedy-" + number;
      greedy.add(new Thread(() -> submitWithoutEnd(name), name));
    }
    greedy.forEach(Thread::start);
    try (RialtoClient modest = cluster.client(MODEST_DEADLINE)) {
      await().atMost(TrialCluster.PATIENCE).until(() -> times(ResultCode.OVERLOADED) > 0);

      for (int i = 0; i < MODEST_COMMANDS; i++) {
        CommandResult result = modest.execute(Orders.add("modest", 1));
        assertThat(result.kind()).as("%s", result).isEqualTo(CommandResult.Kind.DONE);
      }
      for (ClusterFile.Node node : cluster.processes().file().nodes()) {
        assertThat(residentMegabytes(node.processId())).isLessThan(NODE_MEGABYTES_MAX);
      }
    } finally {
      enough.set(true);
      for (Thread thread : greedy) {
        thread.join();
      }
    }

    assertThat(done).hasPositiveValue();
    assertThat(cluster.strictCashCents("modest")).isEqualTo(MODEST_COMMANDS);
  }

  private int times(ResultCode code) {
    return others.getOrDefault(code, new AtomicInteger()).get();
  }

  private void submitWithoutEnd(String name) {
    ClientOptions options =
        ClientOptions.of(cluster.processes().file().endpoints())
            .withDeadline(GREEDY_DEADLINE)
            .withCommandsInFlightMax(IN_FLIGHT_EACH);
    try (RialtoClient client = RialtoClient.connect(options)) {
      for (int sent = 0; !enough.get(); sent++) {
        client.submit(Orders.add(name + "-" + sent % USERS_EACH, 1)).thenAccept(this::count);
      }
    }
  }

  private void count(CommandResult result) {
    if (result.kind() == CommandResult.Kind.DONE) {
      done.incrementAndGet();
    } else {
      others
          .computeIfAbsent(result.reply().getCode(), code -> new AtomicInteger())
          .incrementAndGet();
    }
  }

  private static long residentMegabytes(long processId) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(processId), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
