package io.rialto.client.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.trading.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** It does what a sorted map would; {@code -Drialto.seed} repeats a run. */
class CommandRingTest {
  private static final long FIRST = 7;

  private final CommandRing ring = new CommandRing(FIRST);
  private final TreeMap<Long, PendingCommand> model = new TreeMap<>();

  /**
   * A ring is filled to some two thousand and emptied, again and again, so that places are used
   * many times over, in a ring that grows and in one that does not.
   */
  @Test
  void commandsComeAndGoInAboutTheirOrder() {
    long seed = Long.getLong("rialto.seed", System.nanoTime());
    Random random = new Random(seed);
    int emptied = 0;
    for (int step = 0; step < 200_000; step++) {
      boolean isFilling = step / 10_000 % 2 == 0;
      if (random.nextInt(100) < (isFilling ? 45 : 3)) {
        PendingCommand command = command();
        long next = ring.next();
        ring.add(command);
        assertThat(command.sequence).as("seed %d", seed).isEqualTo(next);
        model.put(next, command);
      } else {
        long span = Math.min(8, ring.next() - ring.lowest());
        long sequence = ring.lowest() + random.nextLong(span + 1);
        ring.remove(sequence);
        emptied += model.remove(sequence) != null && model.isEmpty() ? 1 : 0;
      }
      long any = ring.lowest() - 5 + random.nextLong(ring.next() - ring.lowest() + 10);
      assertThat(ring.get(any))
          .as("%d at step %d, seed %d", any, step, seed)
          .isSameAs(model.get(any));
      assertThat(ring.size()).as("seed %d", seed).isEqualTo(model.size());
      assertThat(ring.lowest())
          .as("lowest after step %d, seed %d", step, seed)
          .isEqualTo(model.isEmpty() ? ring.next() : model.firstKey());
      if (step == 9_999) {
        assertThat(ring.size()).as("filled, seed %d", seed).isGreaterThan(1_200);
        assertThat(ring.toList()).as("seed %d", seed).containsExactlyElementsOf(model.values());
      }
    }
    assertThat(emptied).as("how often it was emptied, seed %d", seed).isGreaterThan(9);
    assertThat(ring.toList()).as("seed %d", seed).containsExactlyElementsOf(model.values());
  }

  @Test
  void anOldOneKeepsItsPlaceHoweverManyComeAfterIt() {
    List<PendingCommand> commands = new ArrayList<>();
    for (int count = 0; count < 10_000; count++) {
      commands.add(command());
      ring.add(commands.get(count));
      if (count > 0) {
        ring.remove(FIRST + count);
      }
    }
    assertThat(ring.get(FIRST)).isSameAs(commands.get(0));
    assertThat(ring.toList()).containsExactly(commands.get(0));
    ring.remove(FIRST);
    assertThat(ring.isEmpty()).isTrue();
    assertThat(ring.lowest()).isEqualTo(FIRST + 10_000);
  }

  private static PendingCommand command() {
    return new PendingCommand(0, Command.getDefaultInstance(), 0, new CompletableFuture<>(), false);
  }
}
