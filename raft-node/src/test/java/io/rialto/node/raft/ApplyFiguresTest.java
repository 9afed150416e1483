package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplyFiguresTest {

  @Test
  void entriesWithoutOperationsDoNotCount() {
    ApplyFigures figures = new ApplyFigures();

    figures.applied(3, 40_000);
    figures.applied(0, 7_000_000);
    figures.applied(1, 2_000);

    assertThat(figures.entries()).isEqualTo(2);
    assertThat(figures.operations()).isEqualTo(4);
    assertThat(figures.micros()).isEqualTo(42);
  }
}
