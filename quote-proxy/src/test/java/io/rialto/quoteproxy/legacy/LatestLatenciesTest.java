package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.Limits;
import org.junit.jupiter.api.Test;

class LatestLatenciesTest {

  private final LatestLatencies latencies = new LatestLatencies();

  @Test
  void aPercentileIsTheLatencyThatThisShareDidNotExceed() {
    for (int millis = 100; millis >= 1; millis--) {
      latencies.add(millis);
    }
    assertThat(latencies.percentileMillis(1)).isEqualTo(1);
    assertThat(latencies.percentileMillis(50)).isEqualTo(50);
    assertThat(latencies.percentileMillis(90)).isEqualTo(90);
    assertThat(latencies.percentileMillis(100)).isEqualTo(100);
  }

  @Test
  void withoutAnyItIsZeroAndWithOneItIsThatOne() {
    assertThat(latencies.percentileMillis(90)).isZero();
    latencies.add(7);
    assertThat(latencies.percentileMillis(1)).isEqualTo(7);
    assertThat(latencies.percentileMillis(99)).isEqualTo(7);
  }

  @Test
  void onlyTheLatestAreKept() {
    for (int i = 0; i < 3 * Limits.LATENCIES_KEPT; i++) {
      latencies.add(4_000);
    }
    for (int i = 0; i < Limits.LATENCIES_KEPT; i++) {
      latencies.add(9);
    }
    assertThat(latencies.count()).isEqualTo(Limits.LATENCIES_KEPT);
    assertThat(latencies.percentileMillis(100)).isEqualTo(9);
  }

  @Test
  void theDelayOfSecondHitsIsLearntOnceThereIsEnoughToLearnFrom() {
    HedgeDelay delay = new HedgeDelay(latencies, 90);
    for (int i = 0; i < Limits.HEDGE_SAMPLES_MIN - 1; i++) {
      latencies.add(1_000);
    }
    assertThat(delay.millis()).isEqualTo(Limits.HEDGE_DELAY_MILLIS_DEFAULT);
    latencies.add(1_000);
    assertThat(delay.millis()).isEqualTo(1_000);
  }

  @Test
  void theDelayOfSecondHitsHasAFloor() {
    for (int i = 0; i < Limits.LATENCIES_KEPT; i++) {
      latencies.add(1);
    }
    assertThat(new HedgeDelay(latencies, 99).millis()).isEqualTo(Limits.HEDGE_DELAY_MILLIS_MIN);
  }
}
