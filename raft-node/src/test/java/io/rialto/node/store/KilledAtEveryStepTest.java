package io.rialto.node.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.Table;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that changes snapshots or the live database, killed before each of its changes to the
 * disk in turn, and then started again: what is there is whole, and nothing else is there.
 */
@Tag("P1")
class KilledAtEveryStepTest {
  private static final byte[] ROW = "alice".getBytes(UTF_8);
  private static final int STEPS_MAX = 1_000;

  @TempDir Path directory;

  private interface Procedure {
    void run(FragileDisk disk, Path root) throws IOException;
  }

  private interface Restart {
    void check(Path root) throws IOException;
  }

  /** Runs the procedure on a new root with one more step each time, until it gets through. */
  private void killAtEveryStep(Procedure prepare, Procedure procedure, Restart restart)
      throws IOException {
    for (int steps = 0; steps < STEPS_MAX; steps++) {
      Path root = Files.createDirectories(directory.resolve("killed-after-" + steps));
      prepare.run(new FragileDisk(Integer.MAX_VALUE), root);
      boolean finished = true;
      try {
        procedure.run(new FragileDisk(steps), root);
      } catch (FragileDisk.KilledError killed) {
        finished = false;
      }
      restart.check(root);
      Directories.deleteFully(root);
      if (finished) {
        assertThat(steps).as("changes to the disk").isGreaterThan(4);
        return;
      }
    }
    throw new AssertionError("not through after " + STEPS_MAX + " steps");
  }

  @Test
  void aSnapshotThatIsBeingTakenIsCompleteOrAbsent() throws IOException {
    killAtEveryStep(
        (disk, root) -> take(disk, root, 9),
        (disk, root) -> take(disk, root, 20),
        root -> {
          List<StoredSnapshot> snapshots = restarted(root);
          assertThat(snapshots).extracting(StoredSnapshot::index).endsWith(9L);
          assertThat(snapshots).hasSizeBetween(1, 2);
          for (StoredSnapshot snapshot : snapshots) {
            LiveDirectory live = new LiveDirectory(root.resolve("from-" + snapshot.index()));
            assertThat(row(live.createFrom(snapshot))).isEqualTo("row " + snapshot.index());
          }
        });
  }

  @Test
  void aSnapshotThatIsBeingMadeLiveReplacesTheOldStateAsAWholeOrNotAtAll() throws IOException {
    killAtEveryStep(
        (disk, root) -> {
          write(live(disk, root).create(), "row before");
          take(disk, root, 20);
        },
        (disk, root) -> live(disk, root).createFrom(snapshots(disk, root).list().get(0)),
        root -> {
          LiveDirectory live = new LiveDirectory(root.resolve("live"));
          live.deleteOthers();
          assertThat(row(live.current())).isIn("row before", "row 20");
          assertThat(names(root.resolve("live")))
              .containsExactly("LIVE", live.current().getFileName().toString());
        });
  }

  @Test
  void theFirstLiveStateIsThereAsAWholeOrNotAtAll() throws IOException {
    killAtEveryStep(
        (disk, root) -> take(disk, root, 20),
        (disk, root) -> live(disk, root).createFrom(snapshots(disk, root).list().get(0)),
        root -> {
          LiveDirectory live = new LiveDirectory(root.resolve("live"));
          live.deleteOthers();
          if (live.current() == null) {
            assertThat(names(root.resolve("live"))).isEmpty();
          } else {
            assertThat(row(live.current())).isEqualTo("row 20");
          }
        });
  }

  @Test
  void ofOldSnapshotsThatAreBeingDeletedNoneIsLeftInParts() throws IOException {
    killAtEveryStep(
        (disk, root) -> {
          for (int index = 1; index <= 4; index++) {
            receive(root, index);
            snapshots(disk, root).adoptReceived();
          }
        },
        (disk, root) -> snapshots(disk, root).deleteOld(2, -1),
        root -> {
          List<StoredSnapshot> snapshots = restarted(root);
          assertThat(snapshots).extracting(StoredSnapshot::index).startsWith(4L, 3L);
          assertThat(snapshots).allSatisfy(KilledAtEveryStepTest::assertHasBothFiles);
        });
  }

  @Test
  void aReceivedSnapshotThatIsBeingMarkedIsKept() throws IOException {
    killAtEveryStep(
        (disk, root) -> receive(root, 7),
        (disk, root) -> snapshots(disk, root).adoptReceived(),
        root -> assertThat(restarted(root)).singleElement().satisfies(this::assertIsTheReceived));
  }

  private void assertIsTheReceived(StoredSnapshot snapshot) {
    assertThat(snapshot.index()).isEqualTo(7);
    assertHasBothFiles(snapshot);
  }

  private static void assertHasBothFiles(StoredSnapshot snapshot) {
    assertThat(snapshot.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("CURRENT", "a.sst");
  }

  private static SnapshotDirectory snapshots(FragileDisk disk, Path root) {
    return new SnapshotDirectory(disk.path(root.resolve("sm")));
  }

  private static LiveDirectory live(FragileDisk disk, Path root) {
    return new LiveDirectory(disk.path(root.resolve("live")));
  }

  /** A snapshot of a real database with one row, which names the snapshot's index. */
  private static void take(FragileDisk disk, Path root, long index) throws IOException {
    Path database = Files.createDirectories(root.resolve("database-" + index));
    write(database, "row " + index);
    try (StateStore store = StateStore.open(database, StoreOptions.standard())) {
      snapshots(disk, root).create(2, index, store::checkpoint);
    }
  }

  /** What the engine leaves of a snapshot that a leader has sent. */
  private static void receive(Path root, long index) throws IOException {
    Path received = Files.createDirectories(root.resolve("sm").resolve("2_" + index));
    for (String name : List.of("CURRENT", "a.sst")) {
      Files.writeString(received.resolve(name), "contents of " + name);
      Files.writeString(received.resolve(name + ".md5"), "digest of " + name);
    }
  }

  /** The snapshots that a starting node finds, newest first; nothing else is left there. */
  private static List<StoredSnapshot> restarted(Path root) throws IOException {
    SnapshotDirectory snapshots = new SnapshotDirectory(root.resolve("sm"));
    snapshots.deleteUnfinished();
    List<StoredSnapshot> found = snapshots.adoptReceived();
    assertThat(names(root.resolve("sm")))
        .containsExactlyInAnyOrderElementsOf(
            found.stream().map(each -> each.directory().getFileName().toString()).toList());
    return found;
  }

  private static void write(Path database, String row) {
    try (StateStore store = StateStore.open(database, StoreOptions.standard())) {
      store.write(
          writer -> {
            writer.write(Table.ACCOUNTS, ROW, row.getBytes(UTF_8));
            writer.write(Table.AUDIT, ROW, row.getBytes(UTF_8));
          });
    }
  }

  private static String row(Path database) {
    try (StateStore store = StateStore.open(database, StoreOptions.standard())) {
      String row = new String(store.reader().get(Table.ACCOUNTS, ROW), UTF_8);
      assertThat(new String(store.reader().get(Table.AUDIT, ROW), UTF_8)).isEqualTo(row);
      return row;
    }
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
