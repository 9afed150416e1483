package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.demo.DemoScreen;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A small measurement, with everything that a big one has. */
class FailoverIT {

  /** An election by timeout cannot be done by then, one after a lost connection can. */
  private static final int ELECTION_TIMEOUT_MILLIS = 10_000;

  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void killedLeadersAreSucceededWithoutWaitingForTheElectionTimeout() throws Exception {
    FailoverPlan plan =
        new FailoverPlan(new BenchPlan(50, 256, 0, 50, false), 3, 0, 1, ELECTION_TIMEOUT_MILLIS);

    FailoverOutcome outcome = new FailoverBench(plan, BuiltPrograms.find(), new Recording()).run();

    assertThat(outcome.holds()).as(events.toString()).isTrue();
    assertThat(outcome.falseElections()).isZero();
    assertThat(outcome.failovers()).hasSize(3);
    for (Failover failover : outcome.failovers()) {
      assertThat(failover.successor()).isNotEqualTo(failover.victim());
      assertThat(failover.millis()).isBetween(1L, ELECTION_TIMEOUT_MILLIS - 1L);
      assertThat(failover.phases()).containsKeys(FailoverPhase.values());
    }
    assertThat(processesStarted()).hasSize(8).noneMatch(FailoverIT::isRunning);
  }

  /** Of the quote server, the proxy, three nodes, and the three that came back. */
  private List<Long> processesStarted() {
    return events.stream()
        .filter(event -> event.startsWith("started "))
        .map(event -> Long.parseLong(event.replaceAll(".*process (\\d+).*", "$1")))
        .toList();
  }

  private static boolean isRunning(long processId) {
    return ProcessHandle.of(processId).map(ProcessHandle::isAlive).orElse(false);
  }

  private final class Recording implements DemoScreen {

    @Override
    public void event(String text) {
      events.add(text);
    }

    @Override
    public void workloadStarts(String what, long commands) {
      events.add(what);
    }

    @Override
    public void workloadProgress(long finished) {}

    @Override
    public void workloadEnds() {}
  }
}
