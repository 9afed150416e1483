package io.rialto.node.store;

import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** Reads rows: the newest ones, or those of the snapshot that the read options name. */
final class RowReader implements StateReader {
  private final RocksDB database;
  private final Function<Table, ColumnFamilyHandle> families;
  private final ReadOptions options;
  private final Consumer<StoreException> failed;

  RowReader(
      RocksDB database,
      Function<Table, ColumnFamilyHandle> families,
      ReadOptions options,
      Consumer<StoreException> failed) {
    this.failed = failed;
    this.database = database;
    this.families = families;
    this.options = options;
  }

  @Override
  public byte[] get(Table table, byte[] key) {
    try {
      return database.get(families.apply(table), options, RowKeys.stored(table, key));
    } catch (RocksDBException e) {
      throw failure("cannot read a row of " + table, e);
    }
  }

  @Override
  public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
    byte[] end = to == null ? RowKeys.end(table) : RowKeys.stored(table, to);
    try (Slice bound = new Slice(end);
        ReadOptions bounded = new ReadOptions(options).setIterateUpperBound(bound);
        RocksIterator rows = database.newIterator(families.apply(table), bounded)) {
      rows.seek(RowKeys.stored(table, from));
      while (rows.isValid()) {
        if (!visitor.visit(RowKeys.row(rows.key()), rows.value())) {
          return;
        }
        rows.next();
      }
      rows.status();
    } catch (RocksDBException e) {
      throw failure("cannot scan " + table, e);
    }
  }

  private StoreException failure(String what, RocksDBException cause) {
    StoreException failure = new StoreException(what, cause);
    failed.accept(failure);
    return failure;
  }
}
