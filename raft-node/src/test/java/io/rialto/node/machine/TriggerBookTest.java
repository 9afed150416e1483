package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TriggerBookTest {
  /** More armed at once than wait to be sorted. */
  private static final int STEPS = 12_000;

  private static final int PRICES = 5_000;
  private static final int TURNS = 40;

  private final InMemoryState state = new InMemoryState();
  private final Rows rows = new Rows(state);
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void keepsFiringOrderHoweverManyAreArmedAndDisarmedBetweenQuotes() {
    TriggerBook book = new TriggerBook(rows);
    List<ArmedTrigger> armed = new ArrayList<>();
    int mostArmed = 0;
    for (int step = 1; step <= STEPS; step++) {
      if (armed.isEmpty() || random.nextInt(10) < (step < STEPS / 2 ? 8 : 4)) {
        ArmedTrigger trigger = trigger(step);
        book.arm(trigger);
        armed.add(trigger);
      } else {
        book.disarm(armed.remove(random.nextInt(armed.size())));
      }
      mostArmed = Math.max(mostArmed, armed.size());
      if (random.nextInt(300) == 0) {
        check(book, armed, step + 1);
      }
    }
    assertThat(mostArmed).isGreaterThan(2_000);
    check(book, armed, STEPS + 1);

    state.write(new RowChanges(rows.take()));
    check(new TriggerBook(rows), armed, STEPS + 1);
  }

  private ArmedTrigger trigger(int step) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    return new ArmedTrigger("ABC", side, 1 + random.nextInt(PRICES), step, 1, "user", step);
  }

  /** A few turns of a round, one after the other, and what is first of all. */
  private void check(TriggerBook book, List<ArmedTrigger> armed, long index) {
    TreeSet<ArmedTrigger> sorted = new TreeSet<>(armed);
    assertThat(book.firsts()).containsExactly(sorted.first());
    Round round = new Round("ABC", 1 + random.nextInt(PRICES), index, 1, null);
    List<ArmedTrigger> expected =
        sorted.stream().filter(trigger -> trigger.isReachedBy(round.priceCents())).toList();
    List<ArmedTrigger> turns = new ArrayList<>();
    Round left = round;
    for (List<ArmedTrigger> next = book.next(left, TURNS);
        !next.isEmpty();
        next = book.next(left, TURNS)) {
      turns.addAll(next);
      left = left.after(next.get(next.size() - 1));
    }
    assertThat(turns).isEqualTo(expected);
  }
}
