package io.rialto.node.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P1")
class StateStoreTest {
  @TempDir Path directory;

  @Test
  void rowsOfOneBatchAreReadBackAndDeletedOnesAreGone() {
    try (StateStore store = open("db")) {
      store.write(rows(put(Table.ACCOUNTS, "alice", "1"), put(Table.AUDIT, "k", "block")));
      store.write(rows(put(Table.ACCOUNTS, "bob", "2"), delete(Table.ACCOUNTS, "alice")));

      assertThat(get(store.reader(), Table.ACCOUNTS, "alice")).isNull();
      assertThat(get(store.reader(), Table.ACCOUNTS, "bob")).isEqualTo("2");
      assertThat(get(store.reader(), Table.AUDIT, "k")).isEqualTo("block");
      assertThat(get(store.reader(), Table.HOLDINGS, "bob")).isNull();
    }
  }

  @Test
  void whatIsGatheredHidesWhatWasWrittenAndIsHiddenByWhatComesLater() {
    try (StateStore store = open("db")) {
      store.write(rows(put(Table.HOLDINGS, "a", "1"), put(Table.HOLDINGS, "b", "1")));
      store.flush();
      store.write(rows(put(Table.HOLDINGS, "a", "2"), put(Table.HOLDINGS, "c", "2")));
      store.write(rows(delete(Table.HOLDINGS, "b"), put(Table.HOLDINGS, "c", "3")));
      store.write(rows(put(Table.PENDING, "a", "other table"), put(Table.HOLDINGS, "d", "")));

      assertThat(get(store.reader(), Table.HOLDINGS, "a")).isEqualTo("2");
      assertThat(get(store.reader(), Table.HOLDINGS, "b")).isNull();
      assertThat(get(store.reader(), Table.HOLDINGS, "c")).isEqualTo("3");
      assertThat(get(store.reader(), Table.HOLDINGS, "d")).isEmpty();
      assertThat(scan(store.reader(), "", null)).containsExactly("a=2", "c=3", "d=");
      assertThat(get(store.reader(), Table.HOLDINGS, "c")).isEqualTo("3");
    }
  }

  @Test
  void aViewAnswersFromEveryEntryWrittenBeforeIt() {
    try (StateStore store = open("db")) {
      for (int entry = 1; entry <= 100; entry++) {
        store.write(rows(put(Table.HOLDINGS, "alice", "" + entry)));
        try (StoreView view = store.view()) {
          assertThat(get(view, Table.HOLDINGS, "alice")).isEqualTo("" + entry);
        }
      }
    }
  }

  @Test
  void whatWasGatheredIsThereAfterAnOrderlyEnd() {
    try (StateStore store = open("db")) {
      store.write(rows(put(Table.ACCOUNTS, "alice", "1")));
    }
    try (StateStore store = open("db")) {
      assertThat(get(store.reader(), Table.ACCOUNTS, "alice")).isEqualTo("1");
    }
  }

  @Test
  void whateverIsInTheFilesIsTheStateAfterSomeEntry() throws Exception {
    Path place = Files.createDirectories(directory.resolve("db"));
    StoreOptions smallMemtables = new StoreOptions(8 << 20, 1 << 20, 2, 512);
    try (StateStore store = StateStore.open(place, smallMemtables)) {
      for (int entry = 1; entry <= 2_000; entry++) {
        store.write(
            rows(
                put(Table.ACCOUNTS, "alice", entry + "x".repeat(2_000)),
                put(Table.AUDIT, "block " + entry, entry + "x".repeat(2_000)),
                put(Table.HOLDINGS, "alice", "" + entry)));
        if (entry % 500 == 0) {
          Path copy = directory.resolve("copy " + entry);
          store.checkpoint(copy);
          assertOfOneEntry(copy, entry);
        }
      }
    }
  }

  @Test
  void entriesAreTakenAndReadBackWhileOthersWriteThem() throws Exception {
    Path place = Files.createDirectories(directory.resolve("db"));
    StoreOptions smallMemtables = new StoreOptions(8 << 20, 1 << 20, 2, 512);
    int users = 50;
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger views = new AtomicInteger();
    try (StateStore store = StateStore.open(place, smallMemtables)) {
      CompletableFuture<Void> others =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  try (StoreView view = store.view()) {
                    String first = get(view, Table.ACCOUNTS, "user 0");
                    String last = get(view, Table.HOLDINGS, "user 0");
                    assertThat(last).as("of one entry").isEqualTo(first);
                    views.incrementAndGet();
                  }
                }
              });
      String[] newest = new String[users];
      Random random = new Random(1);
      for (int entry = 1; entry <= 20_000 && !others.isDone(); entry++) {
        String user = "user " + random.nextInt(2);
        int other = 2 + random.nextInt(users - 2);
        newest[other] = entry % 3 == 0 ? null : "" + entry;
        store.write(
            rows(
                put(Table.ACCOUNTS, user, "" + entry),
                put(Table.HOLDINGS, user, "" + entry),
                newest[other] == null
                    ? delete(Table.ACCOUNTS, "user " + other)
                    : put(Table.ACCOUNTS, "user " + other, newest[other])));
        int read = 2 + random.nextInt(users - 2);
        assertThat(get(store.reader(), Table.ACCOUNTS, "user " + read)).isEqualTo(newest[read]);
        assertThat(get(store.reader(), Table.HOLDINGS, user)).isEqualTo("" + entry);
      }
      over.set(true);
      others.get(60, TimeUnit.SECONDS);
    }
    assertThat(views).as("writes in between").hasValueGreaterThan(10);
  }

  @Test
  void whoClosesAStoreMayOpenItAtOnce() throws Exception {
    Path place = Files.createDirectories(directory.resolve("db"));
    StoreOptions smallMemtables = new StoreOptions(8 << 20, 1 << 20, 2, 512);
    for (int round = 1; round <= 40; round++) {
      try (StateStore store = StateStore.open(place, smallMemtables)) {
        assertThat(get(store.reader(), Table.HOLDINGS, "alice"))
            .isEqualTo(round == 1 ? null : "" + (round - 1));
        store.write(rows(put(Table.HOLDINGS, "alice", "" + round)));
        // Enough for the other thread to begin, too little for this one to write it itself.
        store.write(rows(put(Table.ACCOUNTS, "alice", "x".repeat(200 << 10))));
      }
    }
  }

  private static void assertOfOneEntry(Path copy, int entry) {
    try (StateStore store = StateStore.open(copy, StoreOptions.standard())) {
      assertThat(get(store.reader(), Table.HOLDINGS, "alice")).isEqualTo("" + entry);
      assertThat(get(store.reader(), Table.ACCOUNTS, "alice")).startsWith(entry + "x");
      assertThat(get(store.reader(), Table.AUDIT, "block " + entry)).startsWith(entry + "x");
      assertThat(get(store.reader(), Table.AUDIT, "block " + (entry + 1))).isNull();
    }
  }

  @Test
  void aDamagedBlockIsNeverAnsweredFromAndReportedByWhoeverMeetsIt() throws IOException {
    try (StateStore store = open("db")) {
      store.write(rows(put(Table.HOLDINGS, "alice", "1".repeat(200))));
      store.flush();
      store.verify();
    }
    damageTables(bytes -> bytes[5] ^= 1);
    List<StoreException> failures = new ArrayList<>();

    try (StateStore store =
        StateStore.open(directory.resolve("db"), StoreOptions.standard(), failures::add)) {
      assertThatThrownBy(() -> get(store.reader(), Table.HOLDINGS, "alice"))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> scan(store.reader(), "", null)).isInstanceOf(StoreException.class);
      assertThatThrownBy(store::verify).hasMessageContaining("damaged");
    }
    assertThat(failures).hasSize(2);
  }

  @Test
  void aTableThatIsCutShortKeepsTheStoreClosed() throws IOException {
    try (StateStore store = open("db")) {
      store.write(rows(put(Table.ACCOUNTS, "alice", "1")));
      store.flush();
    }
    for (Path table : tables()) {
      Files.write(table, java.util.Arrays.copyOf(Files.readAllBytes(table), 100));
    }

    assertThatThrownBy(() -> open("db"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot open the state in " + directory);
  }

  private void damageTables(Consumer<byte[]> damage) throws IOException {
    for (Path table : tables()) {
      byte[] bytes = Files.readAllBytes(table);
      damage.accept(bytes);
      Files.write(table, bytes);
    }
  }

  private List<Path> tables() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("db"))) {
      return files.filter(file -> file.toString().endsWith(".sst")).toList();
    }
  }

  @Test
  void aScanSeesOneTableOnlyInOrderAndWithinItsBounds() {
    try (StateStore store = open("db")) {
      store.write(
          rows(
              put(Table.HOLDINGS, "c", "3"),
              put(Table.HOLDINGS, "a", "1"),
              put(Table.HOLDINGS, "b", "2"),
              put(Table.PENDING, "a", "other table"),
              put(Table.ACCOUNTS, "z", "other table")));

      assertThat(scan(store.reader(), "", null)).containsExactly("a=1", "b=2", "c=3");
      assertThat(scan(store.reader(), "b", null)).containsExactly("b=2", "c=3");
      assertThat(scan(store.reader(), "a", "c")).containsExactly("a=1", "b=2");
    }
  }

  @Test
  void aViewStaysAsItWasWhileTheStoreGoesOnAndEvenCloses() {
    StateStore store = open("db");
    store.write(rows(put(Table.ACCOUNTS, "alice", "before")));
    try (StoreView view = store.view()) {
      store.write(rows(put(Table.ACCOUNTS, "alice", "after")));
      assertThat(get(view, Table.ACCOUNTS, "alice")).isEqualTo("before");
      assertThat(get(store.reader(), Table.ACCOUNTS, "alice")).isEqualTo("after");

      store.close();
      assertThat(get(view, Table.ACCOUNTS, "alice")).isEqualTo("before");
    }
    assertThatThrownBy(store::view).isInstanceOf(StoreException.class);
  }

  @Test
  void aSnapshotBecomesALiveDatabaseAndTheTwoDoNotShareLaterWrites() throws Exception {
    SnapshotDirectory snapshots = new SnapshotDirectory(directory.resolve("sm"));
    LiveDirectory live = new LiveDirectory(directory.resolve("live"));
    StoredSnapshot snapshot;
    try (StateStore store = StateStore.open(live.create(), StoreOptions.standard())) {
      store.write(rows(put(Table.ACCOUNTS, "alice", "1"), put(Table.AUDIT, "k", "block")));
      snapshot = snapshots.create(3, 17, store::checkpoint);
      store.write(rows(put(Table.ACCOUNTS, "alice", "later")));
    }

    try (StateStore copy = StateStore.open(live.createFrom(snapshot), StoreOptions.standard())) {
      assertThat(get(copy.reader(), Table.ACCOUNTS, "alice")).isEqualTo("1");
      assertThat(get(copy.reader(), Table.AUDIT, "k")).isEqualTo("block");
      copy.write(rows(put(Table.ACCOUNTS, "alice", "3")));
      copy.flush();
    }
    assertThat(snapshots.list()).containsExactly(snapshot);
    live.deleteOthers();
    assertThat(live.current()).isDirectory();
  }

  @Test
  void whatWasFlushedSurvivesAProcessThatNeverClosedItsStore() throws Exception {
    Path abandoned = directory.resolve("db");
    StateStore store = StateStore.open(Files.createDirectories(abandoned), StoreOptions.standard());
    store.write(rows(put(Table.ACCOUNTS, "alice", "1"), put(Table.AUDIT, "k", "block")));
    store.flush();
    store.write(rows(put(Table.ACCOUNTS, "alice", "2"), put(Table.AUDIT, "l", "block")));
    Path copy = directory.resolve("after-crash");
    Files.createDirectories(copy);
    try (var files = Files.list(abandoned)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    store.close();

    try (StateStore reopened = StateStore.open(copy, StoreOptions.standard())) {
      assertThat(get(reopened.reader(), Table.ACCOUNTS, "alice")).isEqualTo("1");
      assertThat(get(reopened.reader(), Table.AUDIT, "k")).isEqualTo("block");
      assertThat(get(reopened.reader(), Table.AUDIT, "l")).isNull();
    }
  }

  @Test
  void aFlushThatFailsWhileNobodyWaitsForItIsFoundOut() throws Exception {
    Path place = Files.createDirectories(directory.resolve("db"));
    StoreOptions smallMemtables = new StoreOptions(8 << 20, 1 << 20, 2, 512);
    List<StoreException> failures = new ArrayList<>();
    try (StateStore store = StateStore.open(place, smallMemtables, failures::add)) {
      store.write(rows(put(Table.ACCOUNTS, "alice", "1")));
      store.flush();
      store.requireSound();

      Path gone = directory.resolve("gone");
      Files.move(place, gone);
      store.write(rows(put(Table.ACCOUNTS, "bob", "x".repeat(300 << 10))));
      // This one finds the memtable full.
      store.write(rows(put(Table.ACCOUNTS, "carol", "y".repeat(300 << 10))));

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThatThrownBy(store::requireSound)
                      .isInstanceOf(StoreException.class)
                      .hasMessageContaining("failed in the background"));
      assertThat(failures).isEmpty();
      store.write(rows(put(Table.ACCOUNTS, "dave", "1")));
      assertThatThrownBy(store::view).hasMessageContaining("cannot write");
      assertThat(failures).as("a reader met it, and the owner knows").hasSize(1);
      assertThat(get(store.reader(), Table.ACCOUNTS, "dave")).as("nothing is lost").isEqualTo("1");
      Files.move(gone, place);
    }
  }

  private StateStore open(String name) {
    try {
      return StateStore.open(
          Files.createDirectories(directory.resolve(name)), StoreOptions.standard());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private record Row(Table table, byte[] key, byte[] value) {}

  private static Row put(Table table, String key, String value) {
    return new Row(table, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private static Row delete(Table table, String key) {
    return new Row(table, key.getBytes(UTF_8), null);
  }

  private static Changes rows(Row... rows) {
    return writer -> {
      for (Row row : rows) {
        writer.write(row.table(), row.key(), row.value());
      }
    };
  }

  private static String get(StateReader reader, Table table, String key) {
    byte[] value = reader.get(table, key.getBytes(UTF_8));
    return value == null ? null : new String(value, UTF_8);
  }

  private static List<String> scan(StateReader reader, String from, String to) {
    List<String> seen = new ArrayList<>();
    reader.scan(
        Table.HOLDINGS,
        from.getBytes(UTF_8),
        to == null ? null : to.getBytes(UTF_8),
        (key, value) -> seen.add(new String(key, UTF_8) + "=" + new String(value, UTF_8)));
    return seen;
  }
}
