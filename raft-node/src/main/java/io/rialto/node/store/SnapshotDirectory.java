package io.rialto.node.store;

import io.rialto.node.machine.AppliedMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The snapshots of a node: directories named {@code <term>_<index>}, each complete once it holds
 * the file {@value #READY}, which appears last and as a whole; it names its own format and lists
 * the files with their sizes. What lacks it after a crash never was a snapshot, or was about to be
 * deleted.
 */
public final class SnapshotDirectory {
  static final String READY = "READY";
  private static final String FORMAT = "format 1";
  private static final String UNFINISHED = ".unfinished-";
  private static final String DIGEST_SUFFIX = ".md5";

  private final Path root;

  public SnapshotDirectory(Path root) {
    this.root = root;
  }

  /** One complete snapshot. */
  public record StoredSnapshot(long term, long index, Path directory, List<Path> files) {}

  /**
   * Makes a snapshot out of what {@code writer} puts into the directory that it is given; absent or
   * complete.
   */
  public StoredSnapshot create(long term, long index, Consumer<Path> writer) throws IOException {
    Files.createDirectories(root);
    Path finished = root.resolve(term + "_" + index);
    if (Files.exists(finished.resolve(READY))) {
      return read(finished);
    }
    Path unfinished = root.resolve(UNFINISHED + term + "_" + index);
    Directories.deleteFully(unfinished);
    writer.accept(unfinished);
    return finish(unfinished, finished);
  }

  /**
   * The same for a writer that knows only afterwards which entry it has caught, because others go
   * on writing meanwhile.
   */
  public StoredSnapshot create(Catch writer) throws IOException {
    Files.createDirectories(root);
    Path unfinished = root.resolve(UNFINISHED + "unnamed");
    Directories.deleteFully(unfinished);
    AppliedMark mark = writer.write(unfinished);
    Path finished = root.resolve(mark.term() + "_" + mark.index());
    if (Files.exists(finished.resolve(READY))) {
      Directories.deleteFully(unfinished);
      return read(finished);
    }
    return finish(unfinished, finished);
  }

  /** Writes a snapshot, and says which entry it has caught. */
  @FunctionalInterface
  public interface Catch {
    AppliedMark write(Path directory) throws IOException;
  }

  private StoredSnapshot finish(Path unfinished, Path finished) throws IOException {
    Directories.deleteFully(finished);
    Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    return complete(finished);
  }

  /** Syncs the directory's files and marks it as ready. */
  private StoredSnapshot complete(Path directory) throws IOException {
    List<Path> files = contents(directory);
    StringBuilder listing = new StringBuilder(FORMAT).append('\n');
    for (Path file : files) {
      Directories.sync(file);
      listing.append(Files.size(file)).append(' ').append(file.getFileName()).append('\n');
    }
    Directories.sync(directory);
    Path written = root.resolve(UNFINISHED + READY);
    Files.writeString(written, listing, StandardCharsets.UTF_8);
    Directories.sync(written);
    Files.move(written, directory.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
    Directories.sync(directory);
    Directories.sync(root);
    return read(directory);
  }

  /**
   * Complete snapshots, newest first. Those that a leader has just sent lack the mark: the engine
   * has checked each of their files and moved them here as a whole, so they are synced and marked
   * now.
   */
  public List<StoredSnapshot> adoptReceived() throws IOException {
    for (Path directory : candidates()) {
      if (!Files.exists(directory.resolve(READY))) {
        complete(directory);
      }
    }
    return list();
  }

  /** Complete snapshots, newest first. */
  public List<StoredSnapshot> list() throws IOException {
    List<StoredSnapshot> snapshots = new ArrayList<>();
    for (Path directory : candidates()) {
      if (Files.exists(directory.resolve(READY))) {
        snapshots.add(read(directory));
      }
    }
    snapshots.sort(Comparator.comparingLong(StoredSnapshot::index).reversed());
    return snapshots;
  }

  /**
   * Deletes what a crash left unfinished or half deleted. Only before the engine starts: nothing
   * may be on its way in.
   */
  public void deleteUnfinished() throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        if (isUnfinished(entry)) {
          Directories.deleteFully(entry);
        }
      }
    }
  }

  /**
   * Deletes all but the newest {@code keep}, and of those older only what is older than {@code
   * ageMillis}.
   */
  public void deleteOld(int keep, long ageMillis) throws IOException {
    List<StoredSnapshot> snapshots = list();
    long now = System.currentTimeMillis();
    for (StoredSnapshot old :
        snapshots.subList(Math.min(keep, snapshots.size()), snapshots.size())) {
      Path ready = old.directory().resolve(READY);
      if (now - Files.getLastModifiedTime(ready).toMillis() > ageMillis) {
        delete(old.directory());
      }
    }
  }

  /** Takes the name away first: half a directory must not be taken for one that was received. */
  private void delete(Path directory) throws IOException {
    Path unfinished = root.resolve(UNFINISHED + directory.getFileName());
    Directories.deleteFully(unfinished);
    Files.move(directory, unfinished, StandardCopyOption.ATOMIC_MOVE);
    Directories.deleteFully(unfinished);
  }

  private static boolean isUnfinished(Path entry) throws IOException {
    if (entry.getFileName().toString().startsWith(UNFINISHED)) {
      return true;
    }
    return Files.isDirectory(entry) && !Files.exists(entry.resolve(READY)) && !hasDigests(entry);
  }

  private List<Path> candidates() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries.filter(SnapshotDirectory::isNamedLikeOne).toList();
    }
  }

  private static boolean isNamedLikeOne(Path directory) {
    return Files.isDirectory(directory)
        && directory.getFileName().toString().matches("[0-9]{1,19}_[0-9]{1,19}");
  }

  private static boolean hasDigests(Path directory) throws IOException {
    if (!isNamedLikeOne(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith(DIGEST_SUFFIX));
    }
  }

  private static StoredSnapshot read(Path directory) throws IOException {
    String[] name = directory.getFileName().toString().split("_");
    Path ready = directory.resolve(READY);
    List<String> lines = Files.readAllLines(ready, StandardCharsets.UTF_8);
    String format = lines.isEmpty() ? "none" : lines.get(0);
    if (!format.equals(FORMAT)) {
      throw new IOException(
          "snapshot " + directory + " has '" + format + "', this version reads '" + FORMAT + "'");
    }
    List<Path> files = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int blank = line.indexOf(' ');
      Path file = directory.resolve(line.substring(blank + 1));
      if (!Files.exists(file) || Files.size(file) != Long.parseLong(line.substring(0, blank))) {
        throw new SnapshotDamagedException(
            directory, "its file " + file.getFileName() + " is missing or cut short", null);
      }
      files.add(file);
    }
    return new StoredSnapshot(Long.parseLong(name[0]), Long.parseLong(name[1]), directory, files);
  }

  private static List<Path> contents(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(READY))
          .filter(file -> !file.getFileName().toString().endsWith(DIGEST_SUFFIX))
          .sorted()
          .toList();
    }
  }
}
