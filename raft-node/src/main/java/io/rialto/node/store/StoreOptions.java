package io.rialto.node.store;

/**
 * Bounds of RocksDB's native memory and threads.
 *
 * @param blockCacheBytes blocks of files, with indexes, filters and what memtables are charged
 * @param memtableBytes all memtables of the database together; a flush writes at most this much
 */
public record StoreOptions(
    long blockCacheBytes, long memtableBytes, int backgroundJobs, int openFilesMax) {

  public static StoreOptions standard() {
    return new StoreOptions(64L << 20, 32L << 20, 2, 512);
  }

  public StoreOptions withMemtableBytes(long bytes) {
    return new StoreOptions(blockCacheBytes, bytes, backgroundJobs, openFilesMax);
  }
}
