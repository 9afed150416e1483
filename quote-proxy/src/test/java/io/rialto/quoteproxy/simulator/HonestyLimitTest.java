package io.rialto.quoteproxy.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HonestyLimitTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void itIsPassedByTheFirstHitTooManyWithinASecond() {
    HonestyLimit limit = new HonestyLimit(3, nanos::get);
    for (int i = 0; i < 3; i++) {
      assertThat(limit.isPassedByThisHit()).isFalse();
    }
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    assertThat(limit.isPassedByThisHit()).isTrue();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(limit.isPassedByThisHit()).isFalse();
  }

  @Test
  void zeroMeansAlwaysHonest() {
    HonestyLimit limit = new HonestyLimit(0, nanos::get);
    for (int i = 0; i < 10_000; i++) {
      assertThat(limit.isPassedByThisHit()).isFalse();
    }
  }
}
