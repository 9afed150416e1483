package io.rialto.chaos.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutageTest {

  private static final LeaderKill KILL =
      new LeaderKill("n1", "n2", millis(1000), millis(2500), millis(6000));

  @Test
  void anAnswerThatWasOnItsWayDoesNotShortenTheOutage() {
    assertThat(Outage.longestMillis(at(900, 999, 1004, 2700, 2701), KILL)).isEqualTo(1696);
  }

  @Test
  void aPauseBeforeTheKillOrAfterTheSuccessionIsNoOutage() {
    assertThat(Outage.longestMillis(at(0, 995, 1005, 1100, 1900, 2600, 9000), KILL)).isEqualTo(800);
  }

  @Test
  void theOrderOfTheAnswersDoesNotMatter() {
    assertThat(Outage.longestMillis(at(2700, 900), KILL)).isEqualTo(1800);
  }

  private static long[] at(long... millis) {
    return LongStream.of(millis).map(OutageTest::millis).toArray();
  }

  private static long millis(long millis) {
    return millis * 1_000_000;
  }
}
