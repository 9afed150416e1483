package io.rialto.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.chaos.cluster.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real file systems over loop devices; skipped where the machine does not mount any. */
class NodeDiskTest {

  @TempDir private Path folder;

  private NodeDisk disk;

  @BeforeEach
  void make() throws Exception {
    Optional<String> lacking = FaultTools.disksLacking();
    assumeTrue(lacking.isEmpty(), () -> "skipped: " + lacking.get());
    try {
      disk = NodeDisk.make(folder.resolve("n1"));
    } catch (ClusterException refused) {
      assumeTrue(false, "skipped: " + refused.getMessage());
    }
  }

  @AfterEach
  void giveUp() throws Exception {
    if (disk != null) {
      disk.discard();
    }
  }

  @Test
  void whatIsOnADiskThatIsGivenUpCanBeKept() throws Exception {
    Path file = disk.directory().resolve("raft/log");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "an entry");

    disk.discardAndKeepData();

    assertThat(file).hasContent("an entry");
    assertThat(folder).isDirectoryContaining("glob:**/n1").isDirectoryNotContaining("glob:**.disk");
    assertThat(Files.getFileStore(file)).isEqualTo(Files.getFileStore(folder));
  }

  /** A node whose disk fills up goes on writing: some of the room is gone when it is taken. */
  @Test
  @Timeout(60)
  void aDiskIsFilledWhileOthersWriteToIt() throws Exception {
    Path other = disk.directory().resolve("other");
    AtomicBoolean filled = new AtomicBoolean();
    Thread writer = new Thread(() -> appendTo(other, filled));
    writer.start();
    try {
      disk.fill();
    } finally {
      filled.set(true);
      writer.join();
    }

    Files.deleteIfExists(other);
    disk.makeRoom();
    assertThat(disk.directory()).isEmptyDirectory();
  }

  private static void appendTo(Path file, AtomicBoolean enough) {
    byte[] block = new byte[1 << 16];
    while (!enough.get()) {
      try {
        Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException full) {
        // As it is meant to be.
      }
    }
  }

  @Test
  void aFullDiskTakesNothingMoreUntilThereIsRoom() throws Exception {
    disk.fill();

    assertThat(Files.getFileStore(disk.directory()).getUsableSpace())
        .isLessThan(FaultLimits.BALLAST_BYTES_MIN);

    disk.makeRoom();

    assertThat(disk.directory()).isEmptyDirectory();
  }
}
