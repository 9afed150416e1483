package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.proto.cluster.SuccessionFigures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailoverTextTest {

  private static final long KILLED = 1_700_000_000_000L;

  /** The successor of a kill at {@link #KILLED} that has gone through all phases. */
  private static final SuccessionFigures WHOLE =
      SuccessionFigures.newBuilder()
          .setLostMillis(KILLED + 5)
          .setElectedMillis(KILLED + 60)
          .setReadyMillis(KILLED + 90)
          .setAppliedMillis(KILLED + 100)
          .build();

  private static final BenchPlan BASE = new BenchPlan(100, 256, 0, 200, false);

  private static FailoverOutcome outcome(List<Failover> failovers, long lost) {
    return new FailoverOutcome(
        new FailoverPlan(BASE, failovers.size(), 1, 7, 0),
        new LoadFigures(100, 100, 0, 0, 50),
        new SustainedFigures(1_000, 0, 200, lost, 0),
        failovers,
        2,
        1,
        12,
        3,
        true,
        60_000,
        61_000);
  }

  private static Failover failover(long millis, SuccessionFigures figures) {
    return Failover.of("n1", "n2", millis, KILLED, figures);
  }

  @Test
  void theDistributionIsThatOfTheKills() {
    List<Failover> failovers = new ArrayList<>();
    for (long millis = 1; millis <= 100; millis++) {
      failovers.add(failover(millis, WHOLE));
    }
    ObjectNode json = FailoverText.json(outcome(failovers, 0));
    assertThat(json.get("kills").asInt()).isEqualTo(100);
    assertThat(json.get("p50Millis").asLong()).isEqualTo(50);
    assertThat(json.get("p99Millis").asLong()).isEqualTo(99);
    assertThat(json.get("maxMillis").asLong()).isEqualTo(100);
    assertThat(json.get("falseElections").asInt()).isEqualTo(2);
    assertThat(json.get("repeatedElections").asInt()).isEqualTo(1);
    assertThat(json.get("lagEntriesMax").asLong()).isEqualTo(12);
    assertThat(json.get("snapshotsMin").asLong()).isEqualTo(3);
    assertThat(json.get("millis")).hasSize(100);
    assertThat(json.get("elected").get("p50Millis").asLong()).isEqualTo(60);
  }

  @Test
  void aPhaseThatASuccessorDoesNotTellIsLeftOut() {
    SuccessionFigures byTimeout = WHOLE.toBuilder().setLostMillis(0).build();
    ObjectNode json =
        FailoverText.json(outcome(List.of(failover(200, WHOLE), failover(900, byTimeout)), 0));
    assertThat(json.get("noticed").get("count").asInt()).isEqualTo(1);
    assertThat(json.get("noticed").get("maxMillis").asLong()).isEqualTo(5);
    assertThat(json.get("ready").get("count").asInt()).isEqualTo(2);
  }

  @Test
  void whatHappenedBeforeTheKillIsNoPhaseOfIt() {
    SuccessionFigures old = WHOLE.toBuilder().setLostMillis(KILLED - 1).build();
    assertThat(failover(10, old).phases()).doesNotContainKey(FailoverPhase.NOTICED);
  }

  @Test
  void withoutKillsThereIsNoDistributionButElectionsAreCounted() {
    String text = FailoverText.text(outcome(List.of(), 0));
    assertThat(text).doesNotContain("kill to next answer").contains("2 false ones in 60 s");
  }

  @Test
  void aLostCommandFailsTheBenchAndFalseElectionsDoNot() {
    assertThat(outcome(List.of(failover(10, WHOLE)), 0).holds()).isTrue();
    assertThat(outcome(List.of(failover(10, WHOLE)), 1).holds()).isFalse();
  }

  @Test
  void aPlanThatMeasuresNothingIsRefused() {
    assertThatThrownBy(() -> new FailoverPlan(BASE, 0, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--kills");
    assertThatThrownBy(() -> new FailoverPlan(BASE, -1, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--kills must be 0 to");
  }
}
