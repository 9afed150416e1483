package io.rialto.chaos.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.BuiltPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A small demo, with everything that a big one has. */
@Tag("P5")
class DemoIT {

  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void aDemoWithAKilledLeaderLosesNothingAndDoublesNothing()
      throws IOException, InterruptedException {
    Path workload = BuiltPrograms.root().resolve("workloads/files/small.txt");
    DemoPlan plan = new DemoPlan(workload, 3, 1, 1, 7, false);

    DemoOutcome outcome = new Demo(plan, BuiltPrograms.find(), new Recording()).run();

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
    assertThat(processesStarted()).hasSize(6).noneMatch(DemoIT::isRunning);
  }

  /** Of the quote server, the proxy, three nodes, and the one that came back. */
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
    public void workloadStarts(String name, long commands) {
      events.add("replaying " + commands);
    }

    @Override
    public void workloadProgress(long finished) {}

    @Override
    public void workloadEnds() {}
  }
}
