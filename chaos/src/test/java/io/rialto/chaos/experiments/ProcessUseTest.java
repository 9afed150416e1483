package io.rialto.chaos.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUseTest {

  /** The name holds what could be taken for its end. */
  private static final String STAT =
      "4711 (a ) b (c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 31 0 12345 6789 1011\n";

  @Test
  void processorTimeAndMemoryAreReadFromWhatLinuxTells() {
    String status = "Name:\tjava\nVmPeak:\t  900000 kB\nVmRSS:\t  123456 kB\nThreads:\t31\n";

    assertThat(ProcessUse.of(STAT, status)).contains(new ProcessUse(3_000_000, 123_456L * 1_024));
  }

  @Test
  void aProcessThatHasEndedUsesNothingThatCouldBeTold() {
    assertThat(ProcessUse.of(STAT, "Name:\tjava\nState:\tZ (zombie)\n")).isEmpty();
    assertThat(ProcessUse.of(0)).isEmpty();
  }
}
