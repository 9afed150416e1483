package io.rialto.chaos.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreshSymbolsTest {

  @Test
  void noSymbolIsGivenTwice() {
    FreshSymbols fresh = new FreshSymbols(3);

    List<String> all = fresh.next(26 * 26 * 26);

    assertThat(all).doesNotHaveDuplicates().allMatch(symbol -> symbol.matches("[A-Z]{3}"));
    assertThatThrownBy(fresh::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theSameSeedGivesTheSameSymbols() {
    assertThat(new FreshSymbols(3).next(100)).isEqualTo(new FreshSymbols(3).next(100));
    assertThat(new FreshSymbols(3).next()).isNotEqualTo(new FreshSymbols(4).next());
  }
}
