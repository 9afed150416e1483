package io.rialto.client.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.trading.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** It does what a sorted map would. */
class CommandRingTest {
  private static final long FIRST = 7;

  private final CommandRing ring = new CommandRing(FIRST);
  private final TreeMap<Long, PendingCommand> model = new TreeMap<>();

  @Test
  void commandsComeAndGoInAnyOrder() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int step = 0; step < 200_000; step++) {
      // Grows beyond its first size in the first half, and empties in the second.
      boolean comes = random.nextInt(100) < (step < 100_000 ? 52 : 45);
      if (comes) {
        PendingCommand command = command();
        long next = ring.next();
        ring.add(command);
        assertThat(command.sequence).isEqualTo(next);
        model.put(next, command);
      } else {
        long sequence = ring.lowest() + random.nextLong(ring.next() - ring.lowest() + 1);
        ring.remove(sequence);
        model.remove(sequence);
      }
      assertThat(ring.size()).isEqualTo(model.size());
      assertThat(ring.lowest())
          .as("lowest after step %d, seed %d", step, seed)
          .isEqualTo(model.isEmpty() ? ring.next() : model.firstKey());
    }
    assertThat(ring.toList()).containsExactlyElementsOf(model.values());
    for (long sequence = 0; sequence <= ring.next(); sequence++) {
      assertThat(ring.get(sequence)).isSameAs(model.get(sequence));
    }
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
