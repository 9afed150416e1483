package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.CircuitBreaker.Permit;
import io.rialto.quoteproxy.legacy.CircuitBreaker.State;
import io.rialto.quoteproxy.legacy.SourceException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private List<Permit> begin(int hits) throws SourceException {
    List<Permit> begun = new ArrayList<>();
    for (int i = 0; i < hits; i++) {
      begun.add(breaker.begin());
    }
    return begun;
  }

  private void failInARow(int hits) throws SourceException {
    begin(hits).forEach(permit -> breaker.failed(permit, "no reply within 8000 ms"));
  }

  private Kind refusal() {
    try {
      breaker.begin();
      throw new AssertionError("a hit may be made");
    } catch (SourceException e) {
      return e.kind();
    }
  }

  @Test
  void aRunOfFailuresOpensItAndItSaysWhenTheSourceIsTriedAgain() throws SourceException {
    failInARow(Limits.BREAKER_FAILURES - 1);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    failInARow(1);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.openings()).isEqualTo(1);
    pass(500);
    assertThatThrownBy(breaker::begin)
        .hasMessageContaining("10 hits in a row, the last: no reply within 8000 ms")
        .hasMessageContaining("tried again in 1500 ms");
    assertThat(refusal()).isEqualTo(Kind.PAUSED);
    assertThat(breaker.retryMillis()).isEqualTo(1_500);
  }

  @Test
  void aReplyEndsARunOfFailures() throws SourceException {
    failInARow(Limits.BREAKER_FAILURES - 1);
    breaker.answered();
    failInARow(Limits.BREAKER_FAILURES - 1);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void afterAWhileOneHitProbesTheSourceAndAReplyClosesIt() throws SourceException {
    failInARow(Limits.BREAKER_FAILURES);
    pass(Limits.BREAKER_OPEN_MILLIS);
    breaker.begin();
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    assertThat(breaker.probeEnd()).isNotDone();
    assertThat(refusal()).isEqualTo(Kind.PROBED);
    breaker.answered();
    assertThat(breaker.probeEnd()).isDone();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    assertThat(breaker.retryMillis()).isZero();
    begin(100);
  }

  @Test
  void aProbeWithoutAReplyOpensItForAsLongAgain() throws SourceException {
    failInARow(Limits.BREAKER_FAILURES);
    pass(Limits.BREAKER_OPEN_MILLIS);
    Permit probe = breaker.begin();
    pass(8_000);
    breaker.failed(probe, "no reply within 8000 ms");
    assertThat(breaker.probeEnd()).isDone();
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.retryMillis()).isEqualTo(Limits.BREAKER_OPEN_MILLIS);
    assertThat(breaker.openings()).isEqualTo(1);
  }

  @Test
  void connectionsThatDiedBeforeTheLatestReplyDoNotCount() throws SourceException {
    List<Permit> old = begin(10 * Limits.BREAKER_FAILURES);
    breaker.answered();
    old.forEach(permit -> breaker.failed(permit, "no reply within 8000 ms"));
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aReplyToAnEarlierHitClosesItWithoutAProbe() throws SourceException {
    begin(1);
    failInARow(Limits.BREAKER_FAILURES);
    breaker.answered();
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    begin(1);
  }

  @Test
  void theEndOfAnEarlierHitDoesNotEndTheProbe() throws SourceException {
    List<Permit> old = begin(Limits.BREAKER_FAILURES + 1);
    old.subList(1, old.size()).forEach(permit -> breaker.failed(permit, "no reply"));
    pass(Limits.BREAKER_OPEN_MILLIS);
    breaker.begin();
    breaker.failed(old.get(0), "no reply");
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    assertThat(breaker.probeEnd()).isNotDone();
  }

  @Test
  void aProbeWithoutAReplyIsNotWaitedForUntilItTimesOut() throws SourceException {
    failInARow(Limits.BREAKER_FAILURES);
    pass(Limits.BREAKER_OPEN_MILLIS);
    Permit silent = breaker.begin();
    pass(Limits.BREAKER_OPEN_MILLIS - 1);
    assertThat(refusal()).isEqualTo(Kind.PROBED);
    pass(1);
    Permit next = breaker.begin();
    assertThat(refusal()).isEqualTo(Kind.PROBED);
    breaker.failed(silent, "no reply within 8000 ms");
    assertThat(breaker.state()).as("the next one is under way").isEqualTo(State.HALF_OPEN);
    assertThat(breaker.probeEnd()).isNotDone();
    breaker.failed(next, "no reply within 8000 ms");
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.probeEnd()).isDone();
  }
}
