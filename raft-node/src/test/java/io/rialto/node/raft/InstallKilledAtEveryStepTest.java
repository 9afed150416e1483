package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.store.Directories;
import io.rialto.node.store.FragileDisk;
import io.rialto.node.store.SnapshotDirectory;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the engine does to the disk when a leader sends a snapshot, killed before each step; and
 * what a restart does about it, killed before each of its own steps too.
 */
@Tag("P1")
class InstallKilledAtEveryStepTest {
  @TempDir Path directory;

  @Test
  void theOldSnapshotOrTheReceivedOneIsThereAsAWhole() throws IOException {
    boolean installed = false;
    int install = 0;
    for (; !installed; install++) {
      boolean recovered = false;
      for (int recovery = 0; !recovered; recovery++) {
        Path root = Files.createDirectories(directory.resolve(install + "-" + recovery));
        new SnapshotDirectory(root.resolve("sm")).create(2, 9, InstallKilledAtEveryStepTest::fill);
        installed = survived(root, install, InstallKilledAtEveryStepTest::install);
        recovered = survived(root, recovery, InstallKilledAtEveryStepTest::restart);
        assertWhole(root, restart(root), installed);
        Directories.deleteFully(root);
      }
    }
    assertThat(install).as("steps of an install").isGreaterThan(10);
  }

  private interface Procedure {
    StoredSnapshot run(Path root) throws IOException;
  }

  private static boolean survived(Path root, int steps, Procedure procedure) throws IOException {
    try {
      procedure.run(new FragileDisk(steps).path(root));
      return true;
    } catch (FragileDisk.KilledError killed) {
      return false;
    }
  }

  /** The engine's steps, in its order. */
  private static StoredSnapshot install(Path root) throws IOException {
    Path received = root.resolve("tmp").resolve("snapshot-1");
    Path snapshot = Files.createDirectories(received.resolve("2_20"));
    for (String name : List.of("CURRENT", "a.sst")) {
      Files.writeString(snapshot.resolve(name), "contents of " + name);
      Files.writeString(snapshot.resolve(name + ".md5"), "digest of " + name);
    }
    Path aside = root.resolve("sm.tmp20261121");
    Files.move(root.resolve("sm"), aside);
    Files.move(received, root.resolve("sm"));
    Directories.deleteFully(aside);
    return null;
  }

  private static StoredSnapshot restart(Path root) throws IOException {
    SnapshotStorage storage = new SnapshotStorage();
    storage.open(root.resolve("sm"), root.resolve("tmp"));
    return storage.rescan();
  }

  private static void assertWhole(Path root, StoredSnapshot newest, boolean installed)
      throws IOException {
    if (installed) {
      assertThat(newest.index()).isEqualTo(20);
    }
    assertThat(newest.index()).isIn(9L, 20L);
    assertThat(newest.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("CURRENT", "a.sst");
    assertThat(names(root)).isSubsetOf("sm", "tmp").contains("sm");
    assertThat(names(root.resolve("tmp"))).isEmpty();
    assertThat(names(root.resolve("sm"))).containsExactly("2_" + newest.index());
  }

  private static void fill(Path snapshot) {
    try {
      Files.createDirectories(snapshot);
      Files.writeString(snapshot.resolve("CURRENT"), "contents");
      Files.writeString(snapshot.resolve("a.sst"), "contents");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
