package io.rialto.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotDirectoryTest {
  @TempDir Path root;
  private SnapshotDirectory snapshots;

  @BeforeEach
  void makeDirectory() {
    snapshots = new SnapshotDirectory(root);
  }

  @Test
  void theNewestCompleteSnapshotComesFirst() throws IOException {
    snapshots.create(1, 9, files("a.sst", "CURRENT"));
    StoredSnapshot newer = snapshots.create(2, 10, files("b.sst", "CURRENT"));

    assertThat(snapshots.list()).extracting(StoredSnapshot::index).containsExactly(10L, 9L);
    assertThat(newer.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("CURRENT", "b.sst");
  }

  @Test
  void aSnapshotCutShortByACrashIsNoneAndIsDeletedAtTheNextStart() throws IOException {
    snapshots.create(1, 9, files("a.sst"));
    files("half.sst").accept(root.resolve(".unfinished-1_12"));
    files("unmarked.sst").accept(root.resolve("1_11"));

    snapshots.deleteUnfinished();

    assertThat(snapshots.adoptReceived()).extracting(StoredSnapshot::index).containsExactly(9L);
    assertThat(root.resolve(".unfinished-1_12")).doesNotExist();
    assertThat(root.resolve("1_11")).doesNotExist();
  }

  @Test
  void aSnapshotReceivedFromALeaderIsAdoptedWithoutItsDigests() throws IOException {
    files("a.sst", "a.sst.md5", "CURRENT", "CURRENT.md5").accept(root.resolve("4_20"));

    snapshots.deleteUnfinished();

    StoredSnapshot adopted = snapshots.adoptReceived().get(0);
    assertThat(adopted.term()).isEqualTo(4);
    assertThat(adopted.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("CURRENT", "a.sst");
  }

  @Test
  void aSnapshotThatLostAFileIsReportedAsDamaged() throws IOException {
    StoredSnapshot snapshot = snapshots.create(1, 9, files("a.sst", "b.sst"));
    Files.delete(snapshot.directory().resolve("a.sst"));

    assertThatThrownBy(snapshots::list)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.sst");
  }

  @Test
  void aSnapshotOfANewerFormatIsRefusedByName() throws IOException {
    StoredSnapshot snapshot = snapshots.create(1, 9, files("a.sst"));
    Path ready = snapshot.directory().resolve(SnapshotDirectory.READY);
    Files.writeString(ready, Files.readString(ready).replace("format 1", "format 2"));

    assertThatThrownBy(snapshots::list)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1_9 has 'format 2', this version reads 'format 1'");
  }

  @Test
  void theOldestAreDeletedButNeverTheNewestThreeNorYoungOnes() throws IOException {
    for (int index = 1; index <= 5; index++) {
      snapshots.create(1, index, files("a.sst"));
    }

    snapshots.deleteOld(3, 60_000);
    assertThat(snapshots.list()).hasSize(5);

    snapshots.deleteOld(3, -1);
    assertThat(snapshots.list()).extracting(StoredSnapshot::index).containsExactly(5L, 4L, 3L);
  }

  private static Consumer<Path> files(String... names) {
    return directory -> {
      try {
        Files.createDirectories(directory);
        for (String name : names) {
          Files.writeString(directory.resolve(name), "contents of " + name);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
