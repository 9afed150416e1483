package io.rialto.node.store;

import io.rialto.node.machine.AppliedMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Which entry a checkpoint has caught; looking leaves no trace in it. */
public final class CheckpointMark {
  private static final int FILES_MAX = 8;

  private CheckpointMark() {}

  public static AppliedMark read(Path directory) throws IOException {
    try {
      return look(directory);
    } catch (RocksDBException e) {
      throw new StoreException("cannot read the checkpoint in " + directory, e);
    } finally {
      // The database's own; a checkpoint has none. It cannot be told to write none without calling
      // back into Java, which it must not.
      Files.deleteIfExists(directory.resolve("LOG"));
    }
  }

  private static AppliedMark look(Path directory) throws RocksDBException {
    List<ColumnFamilyDescriptor> families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
            new ColumnFamilyDescriptor(StateStore.STATE),
            new ColumnFamilyDescriptor(StateStore.AUDIT));
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (NativeResources resources = new NativeResources()) {
      DBOptions options = resources.add(new DBOptions().setMaxOpenFiles(FILES_MAX));
      RocksDB database =
          resources.add(RocksDB.openReadOnly(options, directory.toString(), families, handles));
      handles.forEach(resources::add);
      ReadOptions latest = resources.add(new ReadOptions());
      return AppliedMark.read(
          new RowReader(database, table -> handles.get(1), latest, ignored -> {}));
    }
  }
}
