package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.RecordedEvents;
import org.junit.jupiter.api.Test;

/** A small measurement, with everything that a big one has. */
class FailoverIT {

  /** An election by timeout cannot be done by then, one after a lost connection can. */
  private static final int ELECTION_TIMEOUT_MILLIS = 10_000;

  private static final int MORE_THAN_THEY_TAKE = 100_000;

  /** With half as many full ones of 4,096 commands a leader waits as long as it ever does. */
  private static final int LAG_ENTRIES_MAX = 2 * 65_536 / 4_096;

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

  @Test
  void aLeaderUnderFullLoadDoesNotOutrunItsFollowers() throws Exception {
    FailoverPlan plan =
        new FailoverPlan(
            new BenchPlan(10_000, 256, 0, MORE_THAN_THEY_TAKE, false),
            0,
            1,
            1,
            ELECTION_TIMEOUT_MILLIS);

    FailoverOutcome outcome = new FailoverBench(plan, BuiltPrograms.find(), events).run();

    assertThat(outcome.holds()).as(events.toString()).isTrue();
    assertThat(outcome.load().commandsPerSecond()).isLessThan(MORE_THAN_THEY_TAKE);
    assertThat(outcome.lagEntriesMax()).isLessThan(LAG_ENTRIES_MAX);
  }
}
