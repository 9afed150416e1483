package io.rialto.node.store;

import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Where the live database is: {@code db-<n>}, named by the file {@value #LIVE}. A snapshot never is
 * opened in place; it is linked into the next {@code db-<n>}, and only then becomes the live one.
 */
public final class LiveDirectory {
  private static final String LIVE = "LIVE";
  private static final String LIVE_WRITTEN = LIVE + ".new";
  private static final String PREFIX = "db-";

  private final Path root;

  public LiveDirectory(Path root) {
    this.root = root;
  }

  /** The live database's directory, or null if there is none yet. */
  public Path current() throws IOException {
    Path pointer = root.resolve(LIVE);
    return Files.exists(pointer) ? root.resolve(Files.readString(pointer).strip()) : null;
  }

  /** Makes an empty live database's directory. */
  public Path create() throws IOException {
    Path next = next();
    Files.createDirectories(next);
    return makeLive(next);
  }

  /** Makes the snapshot's state the live one. */
  public Path createFrom(StoredSnapshot snapshot) throws IOException {
    Path next = next();
    Directories.deleteFully(next);
    Files.createDirectories(next);
    for (Path file : snapshot.files()) {
      Path target = next.resolve(file.getFileName());
      if (file.getFileName().toString().endsWith(".sst")) {
        Files.createLink(target, file);
      } else {
        Files.copy(file, target);
        Directories.sync(target);
      }
    }
    return makeLive(next);
  }

  /** No database is live any more: the next one is made anew from a snapshot. */
  public void forget() throws IOException {
    Files.deleteIfExists(root.resolve(LIVE));
    Directories.sync(root);
  }

  private Path makeLive(Path directory) throws IOException {
    Directories.sync(directory);
    Path pointer = root.resolve(LIVE);
    Path written = root.resolve(LIVE_WRITTEN);
    Files.writeString(written, directory.getFileName() + "\n");
    Directories.sync(written);
    Files.move(
        written, pointer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Directories.sync(root);
    return directory;
  }

  /**
   * Deletes databases that are no longer live, or never were because of a crash. Only while none of
   * them is open.
   */
  public void deleteOthers() throws IOException {
    Path live = current();
    if (!Files.isDirectory(root)) {
      return;
    }
    Files.deleteIfExists(root.resolve(LIVE_WRITTEN));
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith(PREFIX) && !entry.equals(live)) {
          Directories.deleteFully(entry);
        }
      }
    }
  }

  private Path next() throws IOException {
    Files.createDirectories(root);
    int highest = 0;
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (name.startsWith(PREFIX)) {
          highest = Math.max(highest, Integer.parseInt(name.substring(PREFIX.length())));
        }
      }
    }
    return root.resolve(PREFIX + (highest + 1));
  }
}
