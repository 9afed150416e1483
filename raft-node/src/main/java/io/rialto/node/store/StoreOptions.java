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

  private static final int MEMORY_SHARE = 8;
  private static final long BLOCK_CACHE_BYTES_MIN = 64L << 20;
  private static final long BLOCK_CACHE_BYTES_MAX = 256L << 20;

  /** Memtables and blocks of files have as much of the cache each. */
  private static final int MEMTABLE_SHARE = 2;

  /** For the memory of this machine, or of the container that the process runs in. */
  public static StoreOptions standard() {
    return ofMemory(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
  }

  /** An eighth of it, from 64 to 256 MB, half of which may be memtables. */
  static StoreOptions ofMemory(long bytes) {
    long cache =
        Math.max(BLOCK_CACHE_BYTES_MIN, Math.min(BLOCK_CACHE_BYTES_MAX, bytes / MEMORY_SHARE));
    return new StoreOptions(cache, cache / MEMTABLE_SHARE, 2, 512);
  }

  /** The block cache has room for as much of files. */
  public StoreOptions withMemtableBytes(long bytes) {
    return new StoreOptions(
        Math.max(BLOCK_CACHE_BYTES_MIN, MEMTABLE_SHARE * bytes),
        bytes,
        backgroundJobs,
        openFilesMax);
  }
}
