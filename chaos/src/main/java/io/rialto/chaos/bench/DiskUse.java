package io.rialto.chaos.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * What a node's directory takes on the disk.
 *
 * @param bytes all files; one that has several names (snapshots share files with the live state)
 *     counts once
 * @param logBytes of which the Raft log
 */
public record DiskUse(long bytes, long logBytes) {

  /** Where the engine keeps its log. */
  private static final String LOG_DIRECTORY = "current";

  /** Files may come and go meanwhile. */
  static DiskUse of(Path directory) throws IOException {
    Walk walk = new Walk();
    Files.walkFileTree(directory, walk);
    return new DiskUse(walk.bytes, walk.logBytes);
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Set<Object> seen = new HashSet<>();
    private long bytes;
    private long logBytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Object key = attributes.fileKey();
      if (key == null || seen.add(key)) {
        bytes += attributes.size();
        if (file.getParent().endsWith(LOG_DIRECTORY)) {
          logBytes += attributes.size();
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
      if (Files.exists(file)) {
        throw gone;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
