package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.node.machine.Table;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.StateStore;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real directory in which one thing is newer than this version: the node says what, and halts.
 */
@Tag("P7")
class NewerFormatsTest {
  private static final byte[] FORMAT_KEY = {2};

  @TempDir Path work;

  private final Collection<String> halts = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void unpack() throws Exception {
    List<Path> versions = FixturesTest.versions();
    Archive.unpack(versions.get(versions.size() - 1).resolve("directory.zip"), work);
  }

  @Test
  void rowsOfANewerFormatAreRefused() throws IOException {
    LiveDirectory live = new LiveDirectory(find("LIVE").getParent());
    try (StateStore store = StateStore.open(live.current(), StoreOptions.standard())) {
      byte[] newer = store.reader().get(Table.META, FORMAT_KEY).clone();
      newer[newer.length - 1] = 9;
      store.write(writer -> writer.write(Table.META, FORMAT_KEY, newer));
    }
    assertRefused("STORE the state cannot be opened: rows of form 9, this machine knows 4");
  }

  @Test
  void aSnapshotOfANewerFormatIsRefused() throws IOException {
    Path ready = find("READY");
    Files.writeString(ready, Files.readString(ready).replace("format 1", "format 2"));
    assertRefused("has 'format 2', this version reads 'format 1'");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> new LoneNode(work, halts).close()).isInstanceOf(Exception.class);
    assertThat(halts).anySatisfy(halt -> assertThat(halt).contains(reason));
  }

  private Path find(String name) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      return files
          .filter(file -> file.getFileName().toString().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }
}
