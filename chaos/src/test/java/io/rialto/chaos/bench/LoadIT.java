package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.RecordedEvents;
import io.rialto.chaos.cluster.EtcdCluster;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short loads on real clusters: whether the figures are there and fit together. */
class LoadIT {

  private static LoadPlan plan(int commandsPerSecond, Optional<Upheaval> then) {
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
        then,
        1,
        false);
  }

  @Test
  void aClosedLoopIsMeasuredAndComparedWithTheEngineAlone() throws Exception {
    RecordedEvents screen = new RecordedEvents();

    LoadOutcome outcome =
        new LoadBench(plan(0, Optional.empty()), BuiltPrograms.find(), screen).run();
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

  @ParameterizedTest
  @EnumSource
  void coldNodesAreMeasuredWhileTheLoadGoesOn(Upheaval upheaval) throws Exception {
    LoadOutcome outcome =
        new LoadBench(plan(200, Optional.of(upheaval)), BuiltPrograms.find(), new RecordedEvents())
            .run();

    assertThat(outcome.holds()).isTrue();
    assertThat(outcome.counts().unknown()).isZero();
    ColdStart cold = outcome.coldStart().orElseThrow();
    assertThat(cold.outageMillis()).isPositive();
    assertThat(cold.perSecond()).hasSize(10);
    ObjectNode json = LoadText.json("latency", outcome);
    assertThat(json.get("coldStart").get("after").asText()).isEqualTo(upheaval.toString());
    assertThat(json.get("coldStart").get("commandsPerSecond").asDouble()).isPositive();
    assertThat(LoadText.text(outcome)).contains("after a " + upheaval);
  }

  @Test
  void etcdIsMeasuredWithALoadOfTheSameShape() throws Exception {
    Optional<String> lacking = EtcdCluster.lacking();
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));

    EtcdPeer etcd = EtcdPeer.of(plan(200, Optional.empty()), new RecordedEvents());

    assertThat(etcd.failed()).isZero();
    assertThat(etcd.putsPerSecond()).isBetween(180.0, 220.0);
    assertThat(etcd.micros().getTotalCount()).isBetween(560L, 640L);
  }

  @Test
  void anOpenLoopKeepsItsRate() throws Exception {
    LoadOutcome outcome =
        new LoadBench(plan(200, Optional.empty()), BuiltPrograms.find(), new RecordedEvents())
            .run();

    assertThat(outcome.holds()).isTrue();
    // What was due in the three seconds counts, however late a cold cluster answers it.
    assertThat(outcome.micros().getTotalCount()).isBetween(560L, 640L);
  }
}
