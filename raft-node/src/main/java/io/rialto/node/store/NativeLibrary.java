package io.rialto.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * RocksDB's native code, unpacked into the node's own directory: by default each start leaves a
 * copy of it among the temporary files when the process is killed.
 */
public final class NativeLibrary {

  private NativeLibrary() {}

  public static void load(Path directory) throws IOException {
    Files.createDirectories(directory);
    NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
    RocksDB.loadLibrary();
  }
}
