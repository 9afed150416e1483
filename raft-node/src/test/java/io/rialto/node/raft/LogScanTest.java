package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.node.NodeMain;
import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.ops.ExitCode;
import io.rialto.node.ops.Identity;
import io.rialto.node.raft.LogScan.Found;
import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import io.rialto.node.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.ratis.util.ExitUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A real engine's log, copied while the node runs, as a kill would leave it; then torn and damaged
 * in many places.
 */
@Tag("P7")
class LogScanTest {
  /** Small files, so that there are several; no snapshots, so that none is purged. */
  private static final RaftSettings SMALL_FILES =
      new RaftSettings(
          Duration.ofMillis(800),
          Duration.ofMillis(1600),
          1_000_000,
          1_024,
          UpkeepSettings.standard().withSnapshotEntries(1_000_000));

  @TempDir static Path made;
  private static final AtomicInteger COPIES = new AtomicInteger();

  @TempDir Path directory;

  private static InProcessCluster cluster;
  private static String follower;
  private static Path image;
  private static long lastIndex;
  private static int commands;

  @BeforeAll
  static void makeALog() throws IOException {
    ExitUtils.disableSystemExit();
    commands = 0;
    cluster = new InProcessCluster(made, SMALL_FILES);
    follower = cluster.follower();
    for (int i = 0; i < 30; i++) {
      add();
    }
    while (entriesInNewestFile() < 3) {
      add();
    }
    image = copyAtRest(cluster.directoryOf(follower));
    lastIndex = LogScan.check(current(image)).lastIndex();
  }

  /** The last ticks may still be on their way, and close a file while it is being copied. */
  private static Path copyAtRest(Path node) {
    return await()
        .atMost(InProcessCluster.PATIENCE)
        .ignoreException(NoSuchFileException.class)
        .until(
            () -> {
              Path target = made.resolve("image-" + COPIES.incrementAndGet());
              List<String> before = listing(current(node));
              copy(node, target);
              return listing(current(node)).equals(before) ? target : null;
            },
            Objects::nonNull);
  }

  private static List<String> listing(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        names.add(file.getFileName() + " " + Files.getLastModifiedTime(file));
      }
    }
    return names;
  }

  private static long entriesInNewestFile() throws IOException {
    Path newest = newest(current(cluster.directoryOf(follower)));
    return SegmentScan.read(newest, startOf(newest)).lastIndex() - startOf(newest) + 1;
  }

  private static EntryResult add() {
    EntryResult result = cluster.add("alice", "request-" + commands++);
    cluster.awaitAgreementAt(result.index());
    return result;
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aLogThatEndsCleanlyIsAccepted() throws IOException {
    assertThat(closedFiles(image)).hasSizeGreaterThan(2);
    assertThat(LogScan.check(current(image)).tornBytes()).isZero();
    assertThat(lastIndex).isGreaterThanOrEqualTo(30);
    assertThat(LogScan.check(directory.resolve("missing"))).isEqualTo(new Found(-1, 0));
  }

  @Test
  void aTearAtEachByteOfTheLastEntryIsAcceptedAndLosesNothingBeforeIt() throws IOException {
    copy(current(image), directory);
    Path newest = newest(directory);
    byte[] whole = Files.readAllBytes(newest);
    SegmentScan scan = SegmentScan.read(newest, startOf(newest));
    int end = (int) scan.end();
    int start = startOfLastEntry(whole, end);
    assertThat(end - start).isGreaterThan(20);

    for (int tear = start; tear < end; tear++) {
      byte[] cut = Arrays.copyOf(whole, tear);
      byte[] zeros = Arrays.copyOf(cut, whole.length + 100);
      byte[] flipped = whole.clone();
      flipped[tear] ^= 0x40;
      for (byte[] torn : List.of(cut, zeros, flipped)) {
        if (torn == zeros && Arrays.equals(zeros, 0, end, whole, 0, end)) {
          continue; // One entry in 256 ends with a zero: then nothing is torn.
        }
        Files.write(newest, torn);
        Found found = LogScan.check(directory);
        assertThat(found.lastIndex()).as("torn at byte %s", tear).isEqualTo(lastIndex - 1);
        assertThat(found.tornBytes() > 0).isEqualTo(tear > start || torn == flipped);
      }
    }
  }

  @Test
  void aFileWhoseHeaderWasBeingWrittenIsAccepted() throws IOException {
    copy(current(image), directory);
    Files.delete(newest(directory));
    long last = LogScan.check(directory).lastIndex();
    Path begun = directory.resolve("log_inprogress_" + (last + 1));
    for (int length = 1; length <= 8; length++) {
      Files.write(begun, Arrays.copyOf(Arrays.copyOf("RaftLog1".getBytes("US-ASCII"), length), 64));
      assertThat(LogScan.check(directory).lastIndex()).isEqualTo(last);
    }
  }

  @Test
  void aNodeReallyStartsFromATornLogAndHasAllThatWasAcknowledged() throws IOException {
    for (int portion = 1; portion <= 3; portion++) {
      add();
      Path torn = copyAtRest(cluster.directoryOf(follower));
      tearLastEntry(newest(current(torn)), portion);
      cluster.stop(follower);
      Directories.deleteFully(cluster.directoryOf(follower));
      copy(torn, cluster.directoryOf(follower));

      cluster.start(follower);
      EntryResult next = add();

      assertThat(cash(cluster.node(follower))).isEqualTo(100L * commands);
      assertThat(cluster.node(follower).hashAt(next.index())).isEqualTo(next.hash());
      assertThat(cluster.halts()).isEmpty();
    }
  }

  /** Cuts after a quarter, a half or three quarters of the entry; zeros follow, as preallocated. */
  private static void tearLastEntry(Path file, int quarters) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = (int) SegmentScan.read(file, startOf(file)).end();
    int start = startOfLastEntry(bytes, end);
    int tear = start + (end - start) * quarters / 4;
    Files.write(file, Arrays.copyOf(Arrays.copyOf(bytes, tear), bytes.length));
  }

  @Test
  void aChangedByteAnywhereInAFinishedFileIsRefused() throws IOException {
    copy(current(image), directory);
    Path closed = closedFiles(directory).get(1);
    byte[] whole = Files.readAllBytes(closed);
    for (int offset = 0; offset < whole.length; offset++) {
      byte[] damaged = whole.clone();
      damaged[offset] ^= 0x10;
      Files.write(closed, damaged);
      assertRefused(closed);
    }
    Files.write(closed, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(closed);
    Files.write(closed, whole);
    assertThat(LogScan.check(directory).lastIndex()).isEqualTo(lastIndex);
  }

  @Test
  void aChangedByteWithWholeEntriesBehindItIsRefused() throws IOException {
    copy(current(image), directory);
    Path newest = newest(directory);
    byte[] whole = Files.readAllBytes(newest);
    int end = (int) SegmentScan.read(newest, startOf(newest)).end();
    int lastStart = startOfLastEntry(whole, end);
    assertThat(lastStart).as("more than one entry in the newest file").isGreaterThan(8);
    for (int offset = 0; offset < lastStart; offset++) {
      byte[] damaged = whole.clone();
      damaged[offset] ^= 0x01;
      Files.write(newest, damaged);
      assertRefused(newest);
    }
    byte[] hole = whole.clone();
    Arrays.fill(hole, 8, lastStart, (byte) 0);
    Files.write(newest, hole);
    assertRefused(newest);
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    copy(current(image), directory);
    Files.delete(closedFiles(directory).get(1));

    assertRefused(closedFiles(directory).get(1));
  }

  @Test
  void aNodeWithADamagedLogDoesNotStartAndSaysSoByItsExitCode() throws Exception {
    Identity.claim(directory, "test", "n1", true);
    copy(image, directory);
    Path closed = closedFiles(current(directory)).get(0);
    byte[] bytes = Files.readAllBytes(closed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(closed, bytes);

    int exit =
        new CommandLine(new NodeMain())
            .execute(
                "--id=n1",
                "--cluster-id=test",
                "--data=" + directory,
                "--members=n1=127.0.0.1:1/127.0.0.1:2");

    assertThat(exit).isEqualTo(ExitCode.LOG_DAMAGED.number());
  }

  private static void assertRefused(Path file) {
    assertThatThrownBy(() -> LogScan.check(file.getParent()))
        .isInstanceOf(LogDamagedException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("at byte")
        .hasMessageContaining("start the node with --bootstrap");
  }

  private static int startOfLastEntry(byte[] file, int end) throws IOException {
    Path shorter = Files.createTempFile(made, "shorter", "");
    Files.write(shorter, Arrays.copyOf(file, end - 1));
    int start = (int) SegmentScan.read(shorter, firstIndex(file)).end();
    Files.delete(shorter);
    return start;
  }

  /** The file's name says it; here only its content is at hand. */
  private static long firstIndex(byte[] file) throws IOException {
    return org.apache.ratis.proto.RaftProtos.LogEntryProto.parseDelimitedFrom(
            new java.io.ByteArrayInputStream(file, 8, file.length - 8))
        .getIndex();
  }

  private static long startOf(Path file) {
    return Long.parseLong(file.getFileName().toString().substring("log_inprogress_".length()));
  }

  private static Path newest(Path current) throws IOException {
    return files(current, "log_inprogress_").get(0);
  }

  private static List<Path> closedFiles(Path directory) throws IOException {
    Path current = Files.exists(directory.resolve("raft")) ? current(directory) : directory;
    return files(current, "log_").stream()
        .filter(file -> !file.getFileName().toString().startsWith("log_inprogress_"))
        .sorted(java.util.Comparator.comparingLong(LogScanTest::firstOf))
        .toList();
  }

  private static long firstOf(Path closed) {
    String name = closed.getFileName().toString();
    return Long.parseLong(name.substring("log_".length(), name.indexOf('-')));
  }

  private static List<Path> files(Path directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static Path current(Path node) throws IOException {
    try (Stream<Path> groups = Files.list(node.resolve("raft"))) {
      return groups.findAny().orElseThrow().resolve("current");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.getFileName().toString().equals("in_use.lock")) {
          Files.copy(file, target);
        }
      }
    }
  }

  private static long cash(RaftNode node) {
    try (StateView view = node.view()) {
      return AccountReader.summary(view, "alice").cashCents();
    }
  }
}
