package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SymbolMapTest {
  private static final int STEPS = 20_000;
  private static final int SYMBOLS = 60;

  @Test
  void isTheSameAsASortedMapAtEachStep() {
    SplittableRandom random = new SplittableRandom(7);
    SymbolMap<Integer> map = new SymbolMap<>();
    TreeMap<String, Integer> sorted = new TreeMap<>();
    int largest = 0;
    for (int step = 0; step < STEPS; step++) {
      String symbol = "S" + random.nextInt(SYMBOLS);
      // Grows and shrinks by turns.
      if (random.nextInt(10) < (step / 1_000 % 2 == 0 ? 7 : 2)) {
        assertThat(map.put(symbol, step)).isEqualTo(sorted.put(symbol, step));
      } else {
        assertThat(map.remove(symbol)).isEqualTo(sorted.remove(symbol));
      }
      largest = Math.max(largest, map.size());
      assertThat(map.size()).isEqualTo(sorted.size());
      assertThat(map.get(symbol)).isEqualTo(sorted.get(symbol));
      assertThat(map.values()).containsExactlyElementsOf(sorted.values());
    }
    assertThat(largest).isGreaterThan(SYMBOLS / 2);
    List<String> visited = new ArrayList<>();
    map.forEach((symbol, value) -> visited.add(symbol + "=" + value));
    assertThat(visited)
        .containsExactlyElementsOf(
            sorted.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
  }

  @Test
  void aCopyIsAnother() {
    SymbolMap<Integer> map = new SymbolMap<>();
    map.put("B", 2);
    SymbolMap<Integer> copy = map.copy();
    copy.put("A", 1);
    copy.put("B", 3);
    map.remove("B");
    assertThat(map.values()).isEmpty();
    assertThat(copy.values()).containsExactly(1, 3);
  }
}
