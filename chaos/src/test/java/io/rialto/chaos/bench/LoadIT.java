package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.RecordedEvents;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Short loads on real clusters: whether the figures are there and fit together. */
class LoadIT {

  private static LoadPlan plan(int commandsPerSecond) {
    return new LoadPlan(
        3,
        256,
        100,
        10,
        2,
        512,
        commandsPerSecond,
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        1,
        false);
  }

  @Test
  void aClosedLoopIsMeasuredAndComparedWithTheEngineAlone() throws Exception {
    RecordedEvents screen = new RecordedEvents();

    LoadOutcome outcome = new LoadBench(plan(0), BuiltPrograms.find(), screen).run();
    NoopCeiling ceiling = NoopCeiling.of(outcome, BuiltPrograms.find(), screen);

    assertThat(outcome.holds()).isTrue();
    assertThat(outcome.perSecond()).hasSize(3);
    ObjectNode json = LoadText.json("throughput", outcome);
    assertThat(json.get("commandsPerSecond").asDouble()).isPositive();
    assertThat(json.get("p50Millis").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(json.get("p999Millis").asDouble());
    assertThat(json.get("commandsPerEntry").asDouble()).isGreaterThan(1);
    assertThat(json.get("nodes").asInt()).isEqualTo(3);
    assertThat(json.get("unknown").asInt()).isZero();
    assertThat(json.get("cpuMicrosPerCommandByPart").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("client", "followers", "leader", "quotes");
    assertThat(ceiling.commandsPerSecond()).isPositive();
  }

  @Test
  void anOpenLoopKeepsItsRate() throws Exception {
    LoadOutcome outcome =
        new LoadBench(plan(200), BuiltPrograms.find(), new RecordedEvents()).run();

    assertThat(outcome.holds()).isTrue();
    // What was due in the three seconds counts, however late a cold cluster answers it.
    assertThat(outcome.micros().getTotalCount()).isBetween(560L, 640L);
  }
}
