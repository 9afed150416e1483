package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept in memory fits into it. */
class MachineLimitsTest {

  @Test
  void accountsInMemoryGrowWithTheHeap() {
    MachineLimits small = MachineLimits.ofHeap(64L << 20);
    assertThat(small.cachedAccountsMax()).isEqualTo(16_384);
    assertThat(small.packedAccountsBytesMax()).isEqualTo((64L << 20) / 6);
    MachineLimits large = MachineLimits.ofHeap(64L << 30);
    assertThat(large.cachedAccountsMax()).isEqualTo(MachineLimits.CACHED_ACCOUNTS_MAX);
    assertThat(large.packedAccountsBytesMax()).isEqualTo((64L << 30) / 6);
  }
}
