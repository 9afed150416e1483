package io.rialto.chaos.promises;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What nodes have of the log and of snapshots, seen from their directories. */
final class SnapshotFiles {

  private static final Pattern SEGMENT = Pattern.compile("log_(?:inprogress_)?(\\d+)(?:-(\\d+))?");

  /** A segment of 2 KB holds fewer. */
  private static final int ENTRIES_OF_A_SEGMENT_MAX = 100;

  private final TrialCluster cluster;

  SnapshotFiles(TrialCluster cluster) {
    this.cluster = cluster;
  }

  /** The first entry that the node still has in its log. */
  long firstLogIndex(String node) {
    return segments(node).mapToLong(segment -> Long.parseLong(segment.group(1))).min().orElse(0);
  }

  /** An entry that lies behind all that the node, which has ended, has in its log. */
  long lastLogIndex(String node) {
    return segments(node)
            .mapToLong(
                segment ->
                    Long.parseLong(segment.group(2) == null ? segment.group(1) : segment.group(2)))
            .max()
            .orElse(0)
        + ENTRIES_OF_A_SEGMENT_MAX;
  }

  private Stream<Matcher> segments(String node) {
    return files(node).stream()
        .map(file -> SEGMENT.matcher(file.getFileName().toString()))
        .filter(Matcher::matches);
  }

  /** The engine leaves a digest beside each file that a leader sent. */
  boolean wasInstalled(String node) {
    return files(node).stream()
        .anyMatch(file -> file.getFileName().toString().equals("CURRENT.md5"));
  }

  /** Looks again while files are renamed under its eyes. */
  private List<Path> files(String node) {
    Path data = Path.of(cluster.processes().file().node(node).data());
    return await()
        .atMost(TrialCluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .ignoreExceptionsMatching(SnapshotFiles::isOfAMovedFile)
        .until(() -> walk(data.resolve("raft")), found -> true);
  }

  private static boolean isOfAMovedFile(Throwable failure) {
    return failure instanceof NoSuchFileException
        || failure instanceof UncheckedIOException unchecked
            && unchecked.getCause() instanceof NoSuchFileException;
  }

  private static List<Path> walk(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.toList();
    }
  }
}
