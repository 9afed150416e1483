package io.rialto.node.raft;

import io.rialto.node.store.Directories;
import io.rialto.node.store.SnapshotDirectory;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;

/**
 * The engine's view of the snapshots: it reads the newest one's files to send them to a node that
 * lags, and replaces the whole directory by what a leader has sent.
 */
final class SnapshotStorage implements StateMachineStorage {
  private static final int SNAPSHOTS_KEPT = 3;
  // A snapshot that is being sent must stay; nothing tells when a transfer ends.
  private static final long KEPT_MILLIS = 15 * 60_000;

  private SnapshotDirectory directory;
  private volatile SnapshotInfo latest;

  @Override
  public void init(RaftStorage storage) throws IOException {
    open(
        storage.getStorageDir().getStateMachineDir().toPath(),
        storage.getStorageDir().getTmpDir().toPath());
  }

  /**
   * Cleans up what a crash left.
   *
   * @param received where the engine gathers what a leader sends
   */
  void open(Path root, Path received) throws IOException {
    restoreInterruptedInstall(root);
    deleteContents(received);
    directory = new SnapshotDirectory(root);
    directory.deleteUnfinished();
  }

  /**
   * Installing moves the old directory away before the new one takes its place; a crash between the
   * two leaves only the old one, under its temporary name.
   */
  private static void restoreInterruptedInstall(Path root) throws IOException {
    String aside = root.getFileName() + ".tmp";
    try (Stream<Path> siblings = Files.list(root.getParent())) {
      for (Path sibling :
          siblings.filter(path -> path.getFileName().toString().startsWith(aside)).toList()) {
        if (isEmpty(root)) {
          Files.deleteIfExists(root);
          Files.move(sibling, root);
        } else {
          Directories.deleteFully(sibling);
        }
      }
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void deleteContents(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      Directories.deleteFully(directory);
      Files.createDirectories(directory);
    }
  }

  SnapshotDirectory directory() {
    return directory;
  }

  /** Looks at the disk again: the newest complete snapshot, or null. */
  StoredSnapshot rescan() throws IOException {
    List<StoredSnapshot> snapshots = directory.adoptReceived();
    StoredSnapshot newest = snapshots.isEmpty() ? null : snapshots.get(0);
    latest = newest == null ? null : describe(newest);
    return newest;
  }

  void publish(StoredSnapshot snapshot) {
    latest = describe(snapshot);
  }

  private static SnapshotInfo describe(StoredSnapshot snapshot) {
    List<FileInfo> files = new ArrayList<>();
    // Without a digest of ours the engine makes one while it reads, and checks it on the other
    // side.
    snapshot.files().forEach(file -> files.add(new FileInfo(file, null)));
    return new FileListSnapshotInfo(files, snapshot.term(), snapshot.index());
  }

  /** All files of the newest snapshot; 0 if there is none. */
  long bytes() {
    SnapshotInfo newest = latest;
    return newest == null ? 0 : newest.getFiles().stream().mapToLong(FileInfo::getFileSize).sum();
  }

  @Override
  public SnapshotInfo getLatestSnapshot() {
    return latest;
  }

  @Override
  public void format() {
    // The engine formats a directory only when it is new, and then there is nothing of ours in it.
  }

  @Override
  public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) throws IOException {
    directory.deleteOld(SNAPSHOTS_KEPT, KEPT_MILLIS);
  }
}
