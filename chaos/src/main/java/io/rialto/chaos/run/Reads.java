package io.rialto.chaos.run;

import io.rialto.chaos.history.HistoryWriter;
import io.rialto.chaos.history.RecordingClient;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.proto.trading.Consistency;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads of users' accounts: of every consistency by the clients that trade, and by one client for
 * each node that knows only that node, so that followers and cut-off leaders are asked too. Those
 * read what a node answers by itself: after a strict read, which is the leader's to answer, they
 * would stay with the leader. Used by the workload's one thread; answers come on others.
 */
final class Reads implements AutoCloseable {

  private static final Consistency[] CONSISTENCIES = {
    Consistency.STRICT, Consistency.STRICT, Consistency.SESSION, Consistency.STALE
  };

  private static final Consistency[] OF_ONE_NODE = {Consistency.SESSION, Consistency.STALE};

  private final List<ClientSeat> seats;
  private final List<RecordingClient> readers = new ArrayList<>();
  private final LoadRecorder recorder;
  private final Random random;
  private final AtomicInteger underWay = new AtomicInteger();
  private long begun;

  Reads(
      List<String> endpoints,
      List<ClientSeat> seats,
      HistoryWriter history,
      LoadRecorder recorder,
      Random random) {
    this.seats = seats;
    this.recorder = recorder;
    this.random = random;
    for (String endpoint : endpoints) {
      ClientOptions options =
          ClientOptions.of(List.of(endpoint)).withDeadline(RunLimits.COMMAND_DEADLINE);
      readers.add(RecordingClient.connect(options, history, "reader-" + (readers.size() + 1)));
    }
  }

  /** Begins those that are due; leaves out what there is no room for. */
  void upTo(long elapsedNanos, List<String> users) {
    long due = elapsedNanos * RunLimits.READS_PER_SECOND / TimeUnit.SECONDS.toNanos(1);
    while (begun < due) {
      begun++;
      if (!users.isEmpty() && underWay.get() < RunLimits.READS_IN_FLIGHT_MAX) {
        begin(users.get(random.nextInt(users.size())));
      }
    }
  }

  private void begin(String user) {
    if (random.nextBoolean()) {
      read(seats.get(random.nextInt(seats.size())).client(), user, CONSISTENCIES);
    } else {
      read(readers.get(random.nextInt(readers.size())), user, OF_ONE_NODE);
    }
  }

  private void read(RecordingClient client, String user, Consistency[] choice) {
    Consistency consistency = choice[random.nextInt(choice.length)];
    underWay.incrementAndGet();
    client
        .summary(user, consistency)
        .whenComplete(
            (reply, failure) -> {
              underWay.decrementAndGet();
              if (reply != null && reply.getCodeValue() / 1000 < 8) {
                recorder.read();
              }
            });
  }

  boolean isIdle() {
    return underWay.get() == 0;
  }

  @Override
  public void close() {
    readers.forEach(RecordingClient::close);
  }
}
