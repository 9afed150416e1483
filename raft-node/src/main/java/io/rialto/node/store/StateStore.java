package io.rialto.node.store;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open database. One thread gives it rows; views may be taken, read and closed by any.
 *
 * <p>Entries' changes are gathered in memory and reach the database together, when there are enough
 * of them or when somebody else is to see them: whatever the database holds is the state after some
 * entry. Nothing is lost by that which the log does not have, for the database's own log is off.
 *
 * <p>Closing waits for a write that has begun, not for readers: the database goes away when its
 * last view is closed.
 */
public final class StateStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateStore.class);
  static final byte[] STATE = "state".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  static final byte[] AUDIT = "audit".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /**
   * Of the files of level 1, and twice that of each further level: new audit events stand behind
   * all old ones but before the index, and what a compaction rewrites is no more than the file
   * between.
   */
  private static final long FILE_BYTES = 8L << 20;

  /**
   * Flushes that are merged at once: they write the same accounts again and again, so the more of
   * them meet, the less is written to level 1.
   */
  private static final int FLUSHES_MERGED = 8;

  /** What is soon written anew is not worth compressing. */
  private static final List<CompressionType> COMPRESSIONS =
      List.of(
          CompressionType.NO_COMPRESSION,
          CompressionType.NO_COMPRESSION,
          CompressionType.LZ4_COMPRESSION,
          CompressionType.LZ4_COMPRESSION,
          CompressionType.LZ4_COMPRESSION,
          CompressionType.LZ4_COMPRESSION,
          CompressionType.LZ4_COMPRESSION);

  /** Changed rows are gathered until they take this share of the memtables, or so many bytes. */
  private static final int UNWRITTEN_SHARE = 4;

  private static final long UNWRITTEN_BYTES_MAX = 8L << 20;

  /**
   * Of the cache of blocks and of that of open files. Few threads read, so few shards do. Of as
   * many as RocksDB takes by itself each would have room for so few files that those of a shard
   * that happens to get more are opened anew, filters and all, for look after look.
   */
  private static final int CACHE_SHARD_BITS = 2;

  /** Of a memtable, for a filter that spares most looks into it for keys that it does not have. */
  private static final double MEMTABLE_FILTER_SHARE = 0.05;

  private final Consumer<StoreException> failed;
  private final NativeResources resources = new NativeResources();
  private final RocksDB database;
  private final ColumnFamilyHandle state;
  private final ColumnFamilyHandle audit;
  private final int stateId;
  private final int auditId;

  private final GatheredRows gathered = new GatheredRows();
  private final long unwrittenBytesMax;

  /** Held by who writes what was gathered; guards the batch. */
  private final Object writing = new Object();

  private final SerializedBatch batch = new SerializedBatch();
  private final WriteOptions writeOptions;
  private final ReadOptions latest;
  private int users = 1;
  private boolean closed;

  private StateStore(Path directory, StoreOptions options, Consumer<StoreException> failed)
      throws RocksDBException {
    this.failed = failed;
    unwrittenBytesMax = Math.min(UNWRITTEN_BYTES_MAX, options.memtableBytes() / UNWRITTEN_SHARE);
    LRUCache blockCache = resources.add(new LRUCache(options.blockCacheBytes(), CACHE_SHARD_BITS));
    WriteBufferManager writeBuffers =
        resources.add(new WriteBufferManager(options.memtableBytes(), blockCache));
    DBOptions databaseOptions =
        resources.add(
            new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setAtomicFlush(true)
                .setParanoidChecks(true)
                .setWriteBufferManager(writeBuffers)
                .setMaxBackgroundJobs(options.backgroundJobs())
                .setMaxOpenFiles(options.openFilesMax())
                .setTableCacheNumshardbits(CACHE_SHARD_BITS)
                .setKeepLogFileNum(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL));
    ColumnFamilyOptions familyOptions = familyOptions(blockCache, options);
    List<ColumnFamilyDescriptor> families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions),
            new ColumnFamilyDescriptor(STATE, familyOptions),
            new ColumnFamilyDescriptor(AUDIT, familyOptions));
    List<ColumnFamilyHandle> handles = new java.util.ArrayList<>();
    database =
        resources.add(RocksDB.open(databaseOptions, directory.toString(), families, handles));
    handles.forEach(resources::add);
    state = handles.get(1);
    audit = handles.get(2);
    stateId = state.getID();
    auditId = audit.getID();
    writeOptions = resources.add(new WriteOptions().setDisableWAL(true));
    latest = resources.add(new ReadOptions());
  }

  /**
   * Indexes and filters are cut into small blocks: as one block, a large file's filter is too big
   * for a shard of the cache, and each look at the file would read it again.
   */
  private ColumnFamilyOptions familyOptions(LRUCache blockCache, StoreOptions options) {
    BlockBasedTableConfig tables =
        new BlockBasedTableConfig()
            .setBlockCache(blockCache)
            .setFilterPolicy(resources.add(new BloomFilter(10, false)))
            .setIndexType(IndexType.kTwoLevelIndexSearch)
            .setPartitionFilters(true)
            .setPinTopLevelIndexAndFilter(true)
            .setCacheIndexAndFilterBlocks(true)
            .setPinL0FilterAndIndexBlocksInCache(true);
    return resources.add(
        new ColumnFamilyOptions()
            .setTableFormatConfig(tables)
            .setWriteBufferSize(options.memtableBytes() / 4)
            .setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE)
            .setMemtableWholeKeyFiltering(true)
            .setLevel0FileNumCompactionTrigger(FLUSHES_MERGED)
            .setTargetFileSizeBase(FILE_BYTES)
            .setTargetFileSizeMultiplier(2)
            .setCompressionPerLevel(COMPRESSIONS));
  }

  /** Opens the database in the directory, creating an empty one if there is none. */
  public static StateStore open(Path directory, StoreOptions options) {
    return open(directory, options, ignored -> {});
  }

  /**
   * Opens the database in the directory, creating an empty one if there is none.
   *
   * @param failed is told of each failure to read, or to write what was gathered, on whatever
   *     thread: damage that is found while others go on reading
   */
  public static StateStore open(
      Path directory, StoreOptions options, Consumer<StoreException> failed) {
    // Does nothing where NativeLibrary has chosen the place.
    RocksDB.loadLibrary();
    try {
      return new StateStore(directory, options, failed);
    } catch (RocksDBException e) {
      throw new StoreException("cannot open the state in " + directory, e);
    }
  }

  /**
   * Takes one entry's changes: all of them or none survive a crash. Who flushes or reads writes
   * them, beside this thread; too many are written here.
   */
  public void write(Changes changes) {
    long bytes = gathered.add(changes);
    if (bytes >= unwrittenBytesMax) {
      writeOut();
    }
  }

  /** Writes what has been gathered, so that readers of the database see it. Any thread. */
  private void writeOut() {
    try {
      writeGathered();
    } catch (StoreException e) {
      // It may be a reader's thread, and whoever owns the store must know all the same.
      failed.accept(e);
      throw e;
    }
  }

  /** What could not be written stays gathered, and is written before what came later. */
  private void writeGathered() {
    synchronized (writing) {
      write(gathered.unfinished());
      write(gathered.leave());
    }
  }

  /** As one batch. */
  private void write(UnwrittenRows rows) {
    if (rows == null) {
      return;
    }
    rows.forEach(this::add);
    try (WriteBatch written = batch.take()) {
      database.write(writeOptions, written);
    } catch (RocksDBException e) {
      throw new StoreException("cannot write the changes of entries", e);
    }
    gathered.left();
  }

  private void add(Table table, byte[] key, byte[] value) {
    int family = family(table) == audit ? auditId : stateId;
    if (value == null) {
      batch.delete(family, table, key);
    } else {
      batch.put(family, table, key, value);
    }
  }

  /** Reads what entries have changed so far; only by the thread that brings them. */
  public StateReader reader() {
    StateReader written = new RowReader(database, this::family, latest, failed);
    return new StateReader() {
      @Override
      public byte[] get(Table table, byte[] key) {
        GatheredRows.Found found = gathered.find(table, key);
        return found == null ? written.get(table, key) : found.value();
      }

      @Override
      public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
        writeOut();
        written.scan(table, from, to, visitor);
      }
    };
  }

  /** The rows as they are now, whatever is written later. Any thread. */
  public StoreView view() {
    hold();
    Snapshot snapshot = presentRows();
    ReadOptions options = new ReadOptions().setSnapshot(snapshot);
    return new StoreView(
        new RowReader(database, this::family, options, failed),
        () -> {
          options.close();
          database.releaseSnapshot(snapshot);
          snapshot.close();
          release();
        });
  }

  private Snapshot presentRows() {
    Snapshot snapshot = null;
    try {
      writeOut();
      snapshot = database.getSnapshot();
      return snapshot;
    } finally {
      if (snapshot == null) {
        release();
      }
    }
  }

  /**
   * Puts everything written so far into files, so that the next checkpoint has little left to do.
   * Any thread.
   */
  public void flush() {
    hold();
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      writeOut();
      database.flush(options, List.of(state, audit));
    } catch (RocksDBException e) {
      throw new StoreException("cannot flush", e);
    } finally {
      release();
    }
  }

  /**
   * Throws if a flush or a compaction has failed: what was written since may never reach the disk.
   * Quick; any thread.
   *
   * <p>To be asked now and then, for the database must not call back: the end of a process waits
   * for the database's threads, and one of them that is on its way into Java then never arrives.
   * (Nor would it call for each failure: its Java side does not know all reasons.)
   */
  public void requireSound() {
    hold();
    try {
      if (database.getLongProperty("rocksdb.background-errors") > 0) {
        throw new StoreException(
            "the database failed in the background; LOG among its files says why", null);
      }
    } catch (RocksDBException e) {
      throw new StoreException("the database does not tell whether it is sound", e);
    } finally {
      release();
    }
  }

  /**
   * Makes a copy, out of hard links, in a directory that does not exist yet. Any thread: what is
   * written meanwhile is in it up to some batch; {@link CheckpointMark} says which.
   */
  public void checkpoint(Path directory) {
    hold();
    try (Checkpoint checkpoint = Checkpoint.create(database)) {
      writeOut();
      checkpoint.createCheckpoint(directory.toString());
    } catch (RocksDBException e) {
      throw new StoreException("cannot make a checkpoint in " + directory, e);
    } finally {
      release();
    }
  }

  /** Reads every block of every file, and throws if the checksum of one is wrong. */
  public void verify() {
    try {
      database.verifyChecksum();
    } catch (RocksDBException e) {
      throw new StoreException("the state's files are damaged", e);
    }
  }

  private ColumnFamilyHandle family(Table table) {
    return switch (table) {
      case AUDIT, AUDIT_BY_USER, AUDIT_INDEX -> audit;
      case META,
          ACCOUNTS,
          HOLDINGS,
          PENDING,
          STANDING,
          TRANSACTIONS,
          QUOTES,
          EXPIRIES,
          TRIGGERS,
          SESSIONS,
          REPLIES,
          REQUESTS,
          ROUNDS ->
          state;
    };
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      writeGathered();
    } catch (StoreException e) {
      LOG.warn("what was not written before the end comes from the log, as after a crash", e);
    }
    release();
  }

  private synchronized void hold() {
    if (closed) {
      throw new StoreException("the store is closed", null);
    }
    users++;
  }

  private void release() {
    synchronized (this) {
      users--;
      if (users > 0) {
        return;
      }
    }
    resources.close();
  }
}
