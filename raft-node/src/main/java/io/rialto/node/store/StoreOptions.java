package io.rialto.node.store;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Bounds of RocksDB's native memory and threads.
 *
 * @param blockCacheBytes blocks of files, with indexes, filters and what memtables are charged
 * @param memtableBytes all memtables of the database together; a flush writes at most this much
 */
public record StoreOptions(
    long blockCacheBytes, long memtableBytes, int backgroundJobs, int openFilesMax) {

  private static final int MEMORY_SHARE = 16;
  private static final long MEMTABLE_BYTES_MIN = 32L << 20;
  private static final long MEMTABLE_BYTES_MAX = 128L << 20;
  private static final long BLOCK_CACHE_BYTES_MIN = 64L << 20;

  /** For the memory of this machine, or of the container that the process runs in. */
  public static StoreOptions standard() {
    return ofMemory(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
  }

  /** A sixteenth of it for memtables, from 32 to 128 MB. */
  static StoreOptions ofMemory(long bytes) {
    return ofMemtables(
        Math.max(MEMTABLE_BYTES_MIN, Math.min(MEMTABLE_BYTES_MAX, bytes / MEMORY_SHARE)));
  }

  /** Memtables of so many bytes in all, in a cache with room for as much of files. */
  public static StoreOptions ofMemtables(long bytes) {
    return new StoreOptions(Math.max(BLOCK_CACHE_BYTES_MIN, 2 * bytes), bytes, 2, 512);
  }
}
