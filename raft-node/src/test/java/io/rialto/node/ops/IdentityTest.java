package io.rialto.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.node.ops.Identity.ForeignDirectoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
  @TempDir Path directory;

  @Test
  void aBootstrappedDirectoryIsRecognizedAgainWithTheSameIncarnation() throws Exception {
    Identity first = Identity.claim(directory, "c1", "n1", true);

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
}
