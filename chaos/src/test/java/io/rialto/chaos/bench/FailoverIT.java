package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.RecordedEvents;
import org.junit.jupiter.api.Test;

/** A small measurement, with everything that a big one has. */
class FailoverIT {

  /** An election by timeout cannot be done by then, one after a lost connection can. */
  private static final int ELECTION_TIMEOUT_MILLIS = 10_000;

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void killedLeadersAreSucceededWithoutWaitingForTheElectionTimeout() throws Exception {
    FailoverPlan plan =
        new FailoverPlan(new BenchPlan(50, 256, 0, 50, false), 3, 0, 1, ELECTION_TIMEOUT_MILLIS);

    FailoverOutcome outcome = new FailoverBench(plan, BuiltPrograms.find(), events).run();

    assertThat(outcome.holds()).as(events.toString()).isTrue();
    assertThat(outcome.falseElections()).isZero();
    assertThat(outcome.failovers()).hasSize(3);
    for (Failover failover : outcome.failovers()) {
      assertThat(failover.successor()).isNotEqualTo(failover.victim());
      assertThat(failover.millis()).isBetween(1L, ELECTION_TIMEOUT_MILLIS - 1L);
      assertThat(failover.phases()).containsKeys(FailoverPhase.values());
    }
    // Of the quote server, the proxy, three nodes, and the three that came back.
    assertThat(events.processesStarted()).hasSize(8).noneMatch(RecordedEvents::isRunning);
  }
}
