package io.rialto.chaos.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.RecordedEvents;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small experiments against real processes: whether the figures are there and fit together. */
class ExperimentsIT {

  private static final double SHORT_DELAYS = 0.02;
  private static final int COMMANDS = 3;
  private static final int RETRIEVED = 20;

  /** What a histogram may round by. */
  private static final double ROUNDED = 1.01;

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void eachLevelsTimeHoldsThatOfTheLevelBelow() throws Exception {
    ObjectNode json = run(Experiment.RESPONSE_TIMES);

    JsonNode rows = json.at("/b/rows");
    assertThat(rows).hasSize(4);
    for (int row = 0; row < rows.size(); row++) {
      JsonNode figures = rows.get(row);
      boolean known = row % 2 == 1;
      double client = figures.at("/client/meanMillis").asDouble();
      double node = figures.get("nodeMeanMillis").asDouble();
      assertThat(figures.get("command").asText()).isEqualTo(row < 2 ? "QUOTE" : "BUY");
      assertThat(figures.get("cache").asText()).isEqualTo(known ? "with" : "without");
      assertThat(figures.at("/client/count").asInt()).isEqualTo(COMMANDS);
      assertThat(figures.get("hits").asInt()).isEqualTo(known ? 0 : COMMANDS);
      assertThat(figures.get("proxyCalls").asInt()).isEqualTo(known ? 0 : COMMANDS);
      assertThat(node).isPositive().isLessThanOrEqualTo(client * ROUNDED);
      assertThat(figures.get("machineMeanMillis").asDouble()).isPositive().isLessThan(node);
      assertThat(figures.get("proxyMeanMillis").isNull()).isEqualTo(known);
      assertThat(figures.get("proxyMeanMillis").asDouble()).isLessThan(node);
    }
  }

  @Test
  void retrievalsAreTimedAndTheirHitsCountedUnderEachPolicy() throws Exception {
    ObjectNode json = run(Experiment.RETRIEVAL);

    JsonNode runs = json.at("/e/runs");
    assertThat(runs).hasSize(3);
    assertThat(runs.at("/0/hits").asInt()).isEqualTo(RETRIEVED);
    for (JsonNode run : runs) {
      assertThat(run.at("/latency/count").asInt()).isEqualTo(RETRIEVED);
      assertThat(run.get("hits").asInt())
          .isBetween(RETRIEVED, RETRIEVED + run.get("hedges").asInt());
      assertThat(run.at("/latency/p50Millis").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(run.at("/latency/maxMillis").asDouble());
    }
  }

  private ObjectNode run(Experiment experiment) throws Exception {
    ExperimentSizes sizes =
        new ExperimentSizes(10, List.of(1), COMMANDS, COMMANDS, 2, List.of(), RETRIEVED);
    Set<Experiment> chosen = EnumSet.of(experiment);
    ExperimentsOutcome outcome =
        new Experiments(
                new ExperimentsPlan(chosen, 1, SHORT_DELAYS, sizes), BuiltPrograms.find(), events)
            .run();
    String text = ExperimentsText.markdown(outcome, false);
    assertThat(outcome.holds()).as(text).isTrue();
    assertThat(text).doesNotContain("NaN");
    assertThat(events.processesStarted())
        .hasSizeGreaterThanOrEqualTo(5)
        .noneMatch(RecordedEvents::isRunning);
    return ExperimentsText.json(outcome);
  }
}
