package io.rialto.quoteproxy.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketTest {

  private static final int SYMBOLS = 10_000;

  private static Market market(long seed) {
    return new Market(seed, 1, new Behaviour(0, 0, Set.of()));
  }

  /** AAA, AAB, ... */
  private static String symbol(int number) {
    return ""
        + (char) ('A' + number / 676 % 26)
        + (char) ('A' + number / 26 % 26)
        + (char) ('A' + number % 26);
  }

  @Test
  void delaysHaveTheSharesOfTheRealSource() {
    Market market = market(7);
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 0; i < SYMBOLS; i++) {
      counts.merge(market.next(symbol(i)).delayMillis(), 1, Integer::sum);
    }
    Map<Long, Double> shares =
        Map.of(9L, 0.6575, 1_009L, 0.1575, 2_009L, 0.0833, 3_009L, 0.0592, 4_009L, 0.0425);
    assertThat(counts.keySet()).isEqualTo(shares.keySet());
    shares.forEach(
        (delay, share) ->
            assertThat(counts.get(delay) / (double) SYMBOLS).isCloseTo(share, within(0.015)));
  }

  @Test
  void delaysScaleDownToNone() {
    Market half = new Market(7, 0.5, new Behaviour(0, 0, Set.of()));
    Market none = new Market(7, 0, new Behaviour(0, 0, Set.of()));
    Market real = market(7);
    for (int i = 0; i < 100; i++) {
      long delay = real.next(symbol(i)).delayMillis();
      assertThat(half.next(symbol(i)).delayMillis()).isEqualTo(Math.round(delay / 2.0));
      assertThat(none.next(symbol(i)).delayMillis()).isZero();
    }
  }

  @Test
  void startPricesAreLogUniformAroundAMedianOfForty() {
    Market market = market(7);
    long[] prices = new long[SYMBOLS];
    for (int i = 0; i < SYMBOLS; i++) {
      prices[i] = market.next(symbol(i)).priceCents();
    }
    Arrays.sort(prices);
    assertThat(prices[0]).isBetween(100L, 110L);
    assertThat(prices[SYMBOLS / 4]).isCloseTo(632, within(60L));
    assertThat(prices[SYMBOLS / 2]).isCloseTo(4_000, within(400L));
    assertThat(prices[SYMBOLS * 3 / 4]).isCloseTo(44_700, within(5_000L));
    assertThat(prices[SYMBOLS - 1]).isBetween(450_000L, 499_907L);
  }

  @Test
  void eachMoveHasTheQuantilesOfTheRealSource() {
    Market market = market(7);
    List<Double> factors = new ArrayList<>();
    for (int i = 0; i < SYMBOLS; i++) {
      long before = market.next(symbol(i)).priceCents();
      long after = market.next(symbol(i)).priceCents();
      // Near the bounds moves turn back, and small prices are coarse.
      if (before > 1_000 && before < 80_000) {
        factors.add((double) after / before);
      }
    }
    factors.sort(null);
    double[] shares = {0.05, 0.25, 0.5, 0.75, 0.95};
    double[] values = {0.4, 0.96, 1.08, 1.4, 2.3};
    for (int i = 0; i < shares.length; i++) {
      assertThat(factors.get((int) (shares[i] * factors.size())))
          .isCloseTo(values[i], within(values[i] * 0.12));
    }
  }

  @Test
  void pricesStayInsideTheBoundsForEver() {
    Market market = market(3);
    for (int i = 0; i < 100_000; i++) {
      assertThat(market.next("ABC").priceCents()).isBetween(100L, 499_907L);
    }
  }

  @Test
  void runsRepeatWhateverTheOrderInWhichSymbolsAreAskedFor() {
    Market one = new Market(42, 1, new Behaviour(0, 0.2, Set.of(Fault.values())));
    Market other = new Market(42, 1, new Behaviour(0, 0.2, Set.of(Fault.values())));
    Map<String, List<Market.Answer>> first = new HashMap<>();
    Map<String, List<Market.Answer>> second = new HashMap<>();
    for (int request = 0; request < 20; request++) {
      for (int i = 0; i < 50; i++) {
        first.computeIfAbsent(symbol(i), s -> new ArrayList<>()).add(one.next(symbol(i)));
      }
    }
    for (int i = 49; i >= 0; i--) {
      for (int request = 0; request < 20; request++) {
        second.computeIfAbsent(symbol(i), s -> new ArrayList<>()).add(other.next(symbol(i)));
      }
    }
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aSeedsFirstAnswersAreTheSameOnEveryMachine() {
    Market market = market(1);
    assertThat(List.of(market.next("ABC"), market.next("ABC"), market.next("ABC")))
        .extracting(Market.Answer::priceCents)
        .containsExactly(1_984L, 1_884L, 1_550L);
  }

  @Test
  void anotherSeedIsAnotherMarket() {
    assertThat(market(1).next("ABC")).isNotEqualTo(market(2).next("ABC"));
  }

  @Test
  void theShareOfFaultsIsTheOneAskedFor() {
    Market market = new Market(7, 1, new Behaviour(0, 0.25, Set.of(Fault.SILENT, Fault.CLOSE)));
    int[] counts = new int[Fault.values().length];
    for (int i = 0; i < SYMBOLS; i++) {
      market.next(symbol(i)).fault().ifPresent(fault -> counts[fault.ordinal()]++);
    }
    assertThat(Arrays.stream(counts).sum()).isCloseTo(SYMBOLS / 4, within(200));
    assertThat(counts[Fault.SILENT.ordinal()]).isCloseTo(SYMBOLS / 8, within(200));
    assertThat(counts[Fault.GARBAGE.ordinal()]).isZero();
  }
}
