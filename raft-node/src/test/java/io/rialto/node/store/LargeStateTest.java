package io.rialto.node.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State in files that are large beside the cache, as a million accounts are. */
class LargeStateTest {

  /** What this process has read from files, cached by the system or not. */
  private static final Path READ_BYTES = Path.of("/proc/self/io");

  private static final int ROWS = 600_000;
  private static final int ROWS_PER_BATCH = 1_000;
  private static final int LOOKS = 2_000;
  private static final int BLOCK_BYTES = 4_096;
  private static final Duration MERGED_MAX = Duration.ofSeconds(60);

  @TempDir Path directory;

  /** The first command of each new user looks for an account that is not there. */
  @Test
  void lookingForARowThatIsNotThereReadsNextToNothing() throws IOException {
    assumeTrue(Files.isReadable(READ_BYTES), "no " + READ_BYTES + " on this system");
    StoreOptions smallCaches = new StoreOptions(8 << 20, 2 << 20, 2, 64);
    try (StateStore store = StateStore.open(directory.resolve("db"), smallCaches)) {
      for (int row = 0; row < ROWS; row += ROWS_PER_BATCH) {
        store.write(rows(row));
        // A reader has them written: many small flushes, and many files.
        store.view().close();
      }
      store.flush();
      look(store.reader());

      // Files that are still being merged are read, too.
      await()
          .atMost(MERGED_MAX)
          .untilAsserted(() -> assertThat(bytesALook(store.reader())).isLessThan(BLOCK_BYTES));
    }
  }

  private static long bytesALook(StateReader reader) throws IOException {
    long before = readBytes();
    look(reader);
    return (readBytes() - before) / LOOKS;
  }

  private static void look(StateReader reader) {
    for (int absent = ROWS; absent < ROWS + LOOKS; absent++) {
      assertThat(reader.get(Table.ACCOUNTS, key(absent))).isNull();
    }
  }

  /** Scattered over all users, so that files overlap and are merged into large ones. */
  private static Changes rows(int first) {
    return writer -> {
      for (int row = first; row < first + ROWS_PER_BATCH; row++) {
        writer.write(Table.ACCOUNTS, key(row), key(row));
      }
    };
  }

  private static byte[] key(int row) {
    return ("account-" + Integer.reverse(row)).getBytes(US_ASCII);
  }

  private static long readBytes() throws IOException {
    return Files.readAllLines(READ_BYTES).stream()
        .filter(line -> line.startsWith("rchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
        .findFirst()
        .orElseThrow();
  }
}
