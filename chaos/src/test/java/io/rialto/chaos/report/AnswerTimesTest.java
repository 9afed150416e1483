package io.rialto.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {

  private static final long FROM = millis(1000);
  private static final long TO = millis(2500);

  @Test
  void anAnswerThatWasOnItsWayDoesNotShortenTheOutage() {
    assertThat(longestGap(900, 999, 1004, 2700, 2701)).isEqualTo(1696);
  }

  @Test
  void aPauseBeforeTheFaultOrAfterItIsNoOutage() {
    assertThat(longestGap(0, 995, 1005, 1100, 1900, 2600, 9000)).isEqualTo(800);
  }

  @Test
  void theOrderOfTheAnswersDoesNotMatter() {
    assertThat(longestGap(2700, 900)).isEqualTo(1800);
  }

  @Test
  void withoutAnAnswerAfterTheFaultThereIsNothingToMeasure() {
    assertThat(longestGap(100, 900)).isZero();
    assertThat(longestGap()).isZero();
  }

  private static long longestGap(long... answeredMillis) {
    long[] nanos = LongStream.of(answeredMillis).map(AnswerTimesTest::millis).toArray();
    return new AnswerTimes(nanos).longestGapMillis(FROM, TO);
  }

  private static long millis(long millis) {
    return millis * 1_000_000;
  }
}
