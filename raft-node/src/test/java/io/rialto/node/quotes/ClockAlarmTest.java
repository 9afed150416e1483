package io.rialto.node.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.ops.Limits;
import io.rialto.proto.quotes.SignedQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P7")
class ClockAlarmTest {
  private static final long LOG_TIME = 1_700_000_000_000L;
  private static final long WAITED = 4_000;
  private static final QuoteAsk ASK = new QuoteAsk("ABC", "alice", 7, LOG_TIME, false);

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> warnings = new ArrayList<>();
  private final ClockAlarm alarm = new ClockAlarm(nanos::get, warnings::add);

  private static SignedQuote madeAt(long timeMillis) {
    return SignedQuote.newBuilder().setSymbol("ABC").setTimeMillis(timeMillis).build();
  }

  private void saw(long timeMillis) {
    alarm.saw("proxy:7300", madeAt(timeMillis), ASK, WAITED);
  }

  @Test
  void aQuoteMadeWhileItWasWaitedForIsNoAlarm() {
    saw(LOG_TIME);
    saw(LOG_TIME + WAITED);
    saw(LOG_TIME - Limits.QUOTE_CLOCK_MILLIS_MAX);
    saw(LOG_TIME + WAITED + Limits.QUOTE_CLOCK_MILLIS_MAX);
    assertThat(alarm.noticed()).isZero();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theWarningNamesTheProxyAndBothTimes() {
    saw(LOG_TIME - 30_000);
    assertThat(warnings)
        .containsExactly(
            "clock skew: the clock of quote proxy proxy:7300 is 30000 ms behind log time: it stamps"
                + " 1699999970000 (2023-11-14T22:12:50Z) where log time is 1700000004000"
                + " (2023-11-14T22:13:24Z)");
    alarm.saw("other:7300", madeAt(LOG_TIME + WAITED + 90_000), ASK, WAITED);
    assertThat(warnings.get(1))
        .contains("other:7300", "90000 ms ahead of log time", "1700000094000", "1700000004000");
  }

  @Test
  void aQuoteFromTheCacheMayBeOldButNotAhead() {
    alarm.saw("p", madeAt(LOG_TIME - 50_000).toBuilder().setCached(true).build(), ASK, WAITED);
    assertThat(alarm.noticed()).isZero();
    alarm.saw("p", madeAt(LOG_TIME + 50_000).toBuilder().setCached(true).build(), ASK, WAITED);
    assertThat(alarm.noticed()).isEqualTo(1);
  }

  @Test
  void eachProxyIsWarnedOfOnceAMinuteAndCountedEachTime() {
    for (int i = 0; i < 100; i++) {
      saw(LOG_TIME - 30_000);
      alarm.refusedToAsk("other:7300", "as it says", ASK, WAITED);
    }
    assertThat(alarm.noticed()).isEqualTo(200);
    assertThat(warnings).hasSize(2);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(Limits.QUOTE_CLOCK_WARNING_MILLIS) - 1);
    saw(LOG_TIME - 30_000);
    assertThat(warnings).hasSize(2);
    nanos.incrementAndGet();
    saw(LOG_TIME - 30_000);
    assertThat(warnings).hasSize(3);
  }

  @Test
  void aProxyThatRefusesToAskIsWarnedOfInItsOwnWords() {
    alarm.refusedToAsk("p:1", "9000 ms in the future of the proxy's clock: 5, and it is 4", ASK, 0);
    assertThat(warnings.get(0))
        .contains("p:1 is more than 60000 ms behind log time, which is 1700000000000")
        .endsWith("9000 ms in the future of the proxy's clock: 5, and it is 4");
  }
}
