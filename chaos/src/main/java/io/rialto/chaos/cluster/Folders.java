package io.rialto.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that this program has made and takes away again. */
public final class Folders {

  private Folders() {}

  /** Deletes a folder with all that is in it; nothing may be at work in it any more. */
  public static void delete(Path folder) throws IOException {
    empty(folder);
    Files.deleteIfExists(folder);
  }

  /** Deletes all that is in a folder, which may be where a file system is mounted. */
  public static void empty(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      if (!path.equals(folder)) {
        Files.deleteIfExists(path);
      }
    }
  }
}
