package io.rialto.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.node.ops.Identity.ForeignDirectoryException;
import io.rialto.node.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P7")
class IdentityTest {
  private static final String GROUP = "00000000-0000-0000-0000-000000000001";

  @TempDir Path directory;

  @Test
  void aBootstrappedDirectoryIsRecognizedAgainWithTheSameIncarnation() throws Exception {
    Identity first = Identity.claim(directory, "c1", "n1", true);
    run();

    assertThat(Identity.claim(directory, "c1", "n1", false)).isEqualTo(first);
    assertThat(Identity.claim(directory, "c1", "n1", true)).isEqualTo(first);
  }

  @Test
  void anEmptyDirectoryNeverJoinsSilently() {
    assertThatThrownBy(() -> Identity.claim(directory, "c1", "n1", false))
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("--bootstrap");
  }

  @Test
  void anotherNodesOrClustersDirectoryIsRefusedByName() throws Exception {
    Identity.claim(directory, "c1", "n1", true);

    assertThatThrownBy(() -> Identity.claim(directory, "c1", "n2", true))
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("belongs to node n1 of cluster c1");
    assertThatThrownBy(() -> Identity.claim(directory, "c2", "n1", true))
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("of cluster c2");
  }

  @Test
  void aDirectoryWithSomebodyElsesFilesIsNotTakenOver() throws Exception {
    Files.writeString(directory.resolve("thesis.txt"), "precious");

    assertThatThrownBy(() -> Identity.claim(directory, "c1", "n1", true))
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void anIdentityOfANewerFormatIsRefusedByName() throws Exception {
    Identity.claim(directory, "c1", "n1", true);
    Path file = directory.resolve("identity.properties");
    Files.writeString(file, Files.readString(file).replace("format=1", "format=2"));

    assertThatThrownBy(() -> Identity.claim(directory, "c1", "n1", true))
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("has format 2, this version reads 1");
  }

  @Test
  void aLogWithoutAnIdentityIsRefusedWithAndWithoutBootstrap() throws Exception {
    Identity.claim(directory, "c1", "n1", true);
    run();
    Files.delete(directory.resolve("identity.properties"));

    for (boolean bootstrap : new boolean[] {true, false}) {
      assertThatThrownBy(() -> Identity.claim(directory, "c1", "n1", bootstrap))
          .isInstanceOf(ForeignDirectoryException.class)
          .hasMessageContaining("identity.properties is missing")
          .hasMessageContaining("remove the whole directory and start with --bootstrap");
    }
  }

  @Test
  void aNodeThatLostItsLogAndVotesButNotItsStateIsRefused() throws Exception {
    Identity.claim(directory, "c1", "n1", true);
    run();
    Directories.deleteFully(directory.resolve("raft"));

    for (boolean bootstrap : new boolean[] {true, false}) {
      assertThatThrownBy(() -> Identity.claim(directory, "c1", "n1", bootstrap))
          .isInstanceOf(ForeignDirectoryException.class)
          .hasMessageContaining("vote of its Raft engine are gone");
    }
  }

  @Test
  void aNodeThatLostOnlyItsVoteIsRefusedBeforeTheEngineFormsTheLogAnew() throws Exception {
    Identity.claim(directory, "c1", "n1", true);
    run();
    Files.delete(current().resolve("raft-meta"));

    assertThatThrownBy(() -> Identity.claim(directory, "c1", "n1", true))
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("raft-meta");
  }

  @Test
  void aVoteThatAFullDiskHasEmptiedIsALostVote() throws Exception {
    Identity.claim(directory, "cluster", "n1", true);
    run();
    Files.writeString(current().resolve("raft-meta"), "");

    assertThatThrownBy(() -> Identity.claim(directory, "cluster", "n1", true))
        .isInstanceOf(ForeignDirectoryException.class)
        .hasMessageContaining("raft-meta");
  }

  @Test
  void aNodeThatLostEverythingButItsIdentityNeedsBootstrap() throws Exception {
    Identity first = Identity.claim(directory, "c1", "n1", true);

    assertThatThrownBy(() -> Identity.claim(directory, "c1", "n1", false))
        .isInstanceOf(ForeignDirectoryException.class);
    assertThat(Identity.claim(directory, "c1", "n1", true)).isEqualTo(first);
  }

  /** Leaves the files that a node leaves which has run. */
  private void run() throws IOException {
    Files.createDirectories(current());
    Files.writeString(current().resolve("raft-meta"), "term=3\nvotedFor=n2\n");
    Files.writeString(current().resolve("log_inprogress_0"), "RaftLog1");
    Path live = Files.createDirectories(directory.resolve("live").resolve(GROUP));
    Files.writeString(live.resolve("LIVE"), "db-1");
  }

  private Path current() {
    return directory.resolve("raft").resolve(GROUP).resolve("current");
  }
}
