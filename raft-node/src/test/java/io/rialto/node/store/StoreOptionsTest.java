package io.rialto.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreOptionsTest {
  private static final long MEGABYTE = 1L << 20;

  @Test
  void smallMachinesAndContainersGiveAnEighthOfTheirMemory() {
    assertCache(StoreOptions.ofMemory(1_024 * MEGABYTE), 128, 64);
    assertCache(StoreOptions.ofMemory(256 * MEGABYTE), 64, 32);
    assertCache(StoreOptions.ofMemory(2_048 * MEGABYTE), 256, 128);
    assertCache(StoreOptions.ofMemory(24_576 * MEGABYTE), 256, 128);
  }

  @Test
  void theCacheGoesWithTheMemtables() {
    assertCache(StoreOptions.ofMemtables(512 * MEGABYTE), 1_024, 512);
    assertCache(StoreOptions.ofMemtables(MEGABYTE), 64, 1);
  }

  private static void assertCache(StoreOptions options, long megabytes, long memtables) {
    assertThat(options.blockCacheBytes()).isEqualTo(megabytes * MEGABYTE);
    assertThat(options.memtableBytes()).isEqualTo(memtables * MEGABYTE);
  }
}
