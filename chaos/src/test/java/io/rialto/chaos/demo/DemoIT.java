package io.rialto.chaos.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.RecordedEvents;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A small demo, with everything that a big one has. */
@Tag("P5")
class DemoIT {

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void aDemoWithAKilledLeaderLosesNothingAndDoublesNothing()
      throws IOException, InterruptedException {
    Path workload = BuiltPrograms.root().resolve("workloads/files/small.txt");
    DemoPlan plan = new DemoPlan(workload, 3, 1, 1, 7, false);

    DemoOutcome outcome = new Demo(plan, BuiltPrograms.find(), events).run();

    assertThat(outcome.verdict().discrepancies()).isEmpty();
    assertThat(outcome.verdict().points()).allMatch(Verdict.Point::holds);
    ObjectNode json = DemoText.json(outcome);
    assertThat(json.get("verdict").asText()).isEqualTo("ok");
    assertThat(json.get("commands").asLong()).isEqualTo(1000);
    assertThat(json.get("acknowledged").asLong()).isEqualTo(1000);
    assertThat(json.get("unknown").asLong()).isZero();
    assertThat(json.get("lost").asLong()).isZero();
    assertThat(json.get("duplicated").asLong()).isZero();
    assertThat(json.get("kills").asLong()).isEqualTo(1);
    assertThat(json.get("replicasAgree").asBoolean()).isTrue();
    assertThat(json.get("moneyConserved").asBoolean()).isTrue();
    assertThat(new DemoText(false, true).text(outcome)).contains("Nothing was lost");
    // Of the quote server, the proxy, three nodes, and the one that came back.
    assertThat(events.processesStarted()).hasSize(6).noneMatch(RecordedEvents::isRunning);
  }
}
