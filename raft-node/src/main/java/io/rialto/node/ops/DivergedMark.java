package io.rialto.node.ops;

import io.rialto.node.store.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Keeps a node whose state diverged from coming back with it: a file in its data directory that
 * says why. Replacing the directory is what re-adds the node.
 */
public final class DivergedMark {
  private static final String FILE = "DIVERGED";

  private final Path file;

  public DivergedMark(Path dataDirectory) {
    file = dataDirectory.resolve(FILE);
  }

  public void set(String reason) {
    try {
      Files.writeString(file, Instant.now() + " " + reason + "\n");
      Directories.sync(file);
      Directories.sync(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot mark the directory as diverged: " + reason, e);
    }
  }

  /** Why the node stays out, or null. */
  public String reason() throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : null;
  }
}
