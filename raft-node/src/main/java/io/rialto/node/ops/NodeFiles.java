package io.rialto.node.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is in a node's data directory, as far as its identity is concerned. */
record NodeFiles(Path directory) {

  /** Nothing at all; a directory that does not exist is empty too. */
  boolean isEmpty() throws IOException {
    return children(directory).isEmpty();
  }

  /**
   * Whether the engine's term and vote are there. A full disk leaves an empty file of them: the
   * engine moves it into its place though writing it has failed.
   */
  boolean hasVotes() throws IOException {
    for (Path group : children(directory.resolve("raft"))) {
      Path votes = group.resolve("current").resolve("raft-meta");
      if (Files.exists(votes) && Files.readString(votes).contains("term=")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a node has run here: log files, snapshots or a live database. */
  boolean hasLogOrState() throws IOException {
    for (Path group : children(directory.resolve("raft"))) {
      if (!children(group.resolve("current")).isEmpty()
          || !children(group.resolve("sm")).isEmpty()) {
        return true;
      }
    }
    for (Path group : children(directory.resolve("live"))) {
      if (Files.exists(group.resolve("LIVE"))) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }
}
