package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.RecordedEvents;
import io.rialto.proto.quotes.SpeedPolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What prices cost in a small run, as users measure it. */
@Tag("P8")
class QuotesIT {

  /** Hits that the proxy makes side by side: what a kill may cost. */
  private static final int IN_FLIGHT = 64;

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void aThriftyProxyHitsTheSourceExactlyOnceForEachPriceThatIsNeeded() throws Exception {
    QuotesOutcome outcome = run(SpeedPolicy.THRIFTY, 0, Set.of());

    assertThat(outcome.holds()).as(QuotesText.text(outcome)).isTrue();
    assertThat(outcome.needed()).isGreaterThan(50);
    assertThat(outcome.hits()).as(QuotesText.text(outcome)).isEqualTo(outcome.needed());
    ObjectNode json = QuotesText.json(outcome);
    assertThat(json.get("ratio").asDouble()).isEqualTo(1);
    assertThat(json.get("dollars").asDouble()).isEqualTo(outcome.hits() * 5 / 100.0);
    assertThat(json.get("p50Millis").asDouble()).isPositive();
    assertThat(json.get("p99Millis").asDouble())
        .isGreaterThanOrEqualTo(json.get("p50Millis").asDouble());
    // Of the quote server, the proxy and three nodes.
    assertThat(events.processesStarted()).hasSize(5).noneMatch(RecordedEvents::isRunning);
  }

  @Test
  void aKilledProxyAndAKilledLeaderCostNoMoreThanWhatWasInFlight() throws Exception {
    QuotesOutcome outcome =
        run(SpeedPolicy.HEDGED, 3_600, Set.of(QuotesPlan.Victim.PROXY, QuotesPlan.Victim.LEADER));

    assertThat(outcome.holds()).as(QuotesText.text(outcome)).isTrue();
    assertThat(outcome.killed()).hasSize(2).first().isEqualTo("quote-proxy");
    long secondHits = outcome.proxy().getHedges();
    assertThat(outcome.hits())
        .as(QuotesText.text(outcome))
        .isBetween(outcome.needed(), outcome.needed() + 2 * IN_FLIGHT + secondHits);
    assertThat(outcome.priceMicros().getTotalCount()).as("all of it was warm-up").isZero();
  }

  private QuotesOutcome run(SpeedPolicy policy, int warmUpSeconds, Set<QuotesPlan.Victim> victims)
      throws Exception {
    Path workload = BuiltPrograms.root().resolve("workloads/files/small.txt");
    QuotesPlan plan =
        new QuotesPlan(policy, Optional.of(workload), 0, warmUpSeconds, 0.2, 3, victims, false);
    return new QuotesBench(plan, BuiltPrograms.find(), events).run();
  }
}
