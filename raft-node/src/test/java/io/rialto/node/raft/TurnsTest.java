package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void itIsAlwaysOneNodesTurnAndEachGetsItBeforeLong() {
    for (int nodes = 1; nodes <= 5; nodes++) {
      AtomicLong now = new AtomicLong(1_795_426_998_938L);
      int all = nodes;
      List<Turns> each =
          IntStream.range(0, nodes)
              .mapToObj(place -> new Turns(place, all, () -> Instant.ofEpochMilli(now.get())))
              .toList();
      long[] turns = new long[nodes];
      for (long milli = 0; milli < nodes * Turns.TURN_MILLIS; milli++) {
        List<Turns> whose = each.stream().filter(Turns::isMine).toList();
        assertThat(whose).hasSize(1);
        turns[each.indexOf(whose.get(0))]++;
        now.incrementAndGet();
      }
      assertThat(turns).containsOnly(Turns.TURN_MILLIS);
    }
  }
}
