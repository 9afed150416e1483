package io.rialto.chaos.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.chaos.audit.AuditEvent;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A few users' commands without end, each a cent, numbered in the order of their submission. */
final class NumberedAdds {

  private static final int USERS = 4;
  private static final int IN_FLIGHT_MAX = 8;

  private final TrialCluster cluster;
  private final List<String> users;
  private final Map<Long, CompletableFuture<CommandResult>> results = new ConcurrentSkipListMap<>();
  private final Thread sender = new Thread(this::send, "numbered-adds");
  private volatile boolean over;

  NumberedAdds(TrialCluster cluster, String name) {
    this.cluster = cluster;
    this.users = IntStream.range(0, USERS).mapToObj(user -> name + "-" + user).toList();
    sender.start();
  }

  private void send() {
    ClientOptions options =
        ClientOptions.of(cluster.processes().file().endpoints())
            .withDeadline(TrialCluster.PATIENCE)
            .withCommandsInFlightMax(IN_FLIGHT_MAX);
    try (RialtoClient client = RialtoClient.connect(options)) {
      for (long number = 1; !over; number++) {
        String user = users.get((int) (number % USERS));
        results.put(number, client.submit(Orders.numbered(Orders.add(user, 1), number)));
      }
      results.values().forEach(CompletableFuture::join);
    }
  }

  /** Waits until this many more are acknowledged. */
  void awaitMore(long count) {
    long enough = acknowledged() + count;
    await().atMost(TrialCluster.PATIENCE).until(() -> acknowledged() >= enough);
  }

  private long acknowledged() {
    return results.values().stream().filter(CompletableFuture::isDone).count();
  }

  /** Ends them, and compares what was answered with what each user has and the audit log says. */
  void assertEachWasDoneOnceAndInOrder() throws IOException, InterruptedException {
    over = true;
    sender.join();
    assertThat(results.values())
        .allMatch(result -> result.join().kind() == CommandResult.Kind.DONE);
    for (int i = 0; i < USERS; i++) {
      int user = i;
      List<Long> sent =
          LongStream.rangeClosed(1, results.size())
              .filter(number -> number % USERS == user)
              .boxed()
              .toList();
      assertThat(cluster.auditedCommands(users.get(user)))
          .map(AuditEvent.UserCommand::number)
          .isEqualTo(sent);
      assertThat(cluster.strictCashCents(users.get(user))).isEqualTo(sent.size());
    }
  }
}
