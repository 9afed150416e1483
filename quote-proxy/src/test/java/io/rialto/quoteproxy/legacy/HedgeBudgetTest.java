package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.Limits;
import org.junit.jupiter.api.Test;

class HedgeBudgetTest {

  private static int spendAll(HedgeBudget budget) {
    int spent = 0;
    while (budget.spend()) {
      spent++;
    }
    return spent;
  }

  @Test
  void eachHitEarnsItsShareOfASecondOne() {
    HedgeBudget budget = new HedgeBudget(20);
    for (int i = 0; i < 4; i++) {
      budget.earn();
    }
    assertThat(budget.spend()).isFalse();
    budget.earn();
    assertThat(budget.spend()).isTrue();
    assertThat(budget.spend()).isFalse();
  }

  @Test
  void noMoreIsSavedUpThanTheBound() {
    HedgeBudget budget = new HedgeBudget(100);
    for (int i = 0; i < 10 * Limits.HEDGES_SAVED_MAX; i++) {
      budget.earn();
    }
    budget.giveBack();
    assertThat(spendAll(budget)).isEqualTo(Limits.HEDGES_SAVED_MAX);
  }

  @Test
  void whatIsGivenBackCanBeSpentAgain() {
    HedgeBudget budget = new HedgeBudget(100);
    budget.earn();
    assertThat(spendAll(budget)).isEqualTo(1);
    budget.giveBack();
    assertThat(spendAll(budget)).isEqualTo(1);
  }

  @Test
  void aBudgetOfNothingEarnsNothing() {
    HedgeBudget budget = new HedgeBudget(0);
    for (int i = 0; i < 1_000; i++) {
      budget.earn();
    }
    assertThat(budget.spend()).isFalse();
  }
}
