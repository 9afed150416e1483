package io.rialto.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDamageTest {

  private static final int ALLOCATED = 4_096;

  @TempDir Path data;
  private Path log;

  @BeforeEach
  void makeDirectory() throws IOException {
    log = Files.createDirectories(data.resolve("raft/group/current"));
    Files.writeString(log.resolve("raft-meta"), "votes");
  }

  /** A file as the engine leaves it: header, entries, zeros. */
  private Path write(String name, int entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("RaftLog1".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < entries; i++) {
      byte[] body = new byte[150 + i];
      new Random(i).nextBytes(body);
      ByteBuffer frame = ByteBuffer.allocate(body.length + 2);
      frame.put((byte) (body.length & 0x7F | 0x80)).put((byte) (body.length >> 7)).put(body);
      CRC32C checksum = new CRC32C();
      checksum.update(frame.array());
      bytes.writeBytes(frame.array());
      bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
    bytes.writeBytes(new byte[ALLOCATED - bytes.size()]);
    return Files.write(log.resolve(name), bytes.toByteArray());
  }

  @Test
  void wholeEntriesAreCountedUpToTheZeros() throws IOException {
    write("log_0-3", 4);
    write("log_inprogress_4", 7);
    Files.createFile(log.resolve("log_inprogress_11"));

    List<LogFiles.Segment> segments = LogFiles.below(data);

    assertThat(segments).extracting(segment -> segment.entries().size()).containsExactly(4, 7);
    assertThat(LogFiles.open(data).file()).hasFileName("log_inprogress_4");
  }

  @Test
  void aLogThatNobodyWroteToCannotBeTorn() throws IOException {
    write("log_0-3", 4);

    assertThatThrownBy(() -> LogFiles.open(data)).hasMessageContaining("was being written");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aTornLogHasAllItsEntriesAndSomethingBehindThem(long seed) throws IOException {
    Path open = write("log_inprogress_0", 5);
    byte[] before = Files.readAllBytes(open);
    LogFiles.Segment segment = LogFiles.open(data);

    FileDamage.tear(segment, new Random(seed));

    byte[] after = Files.readAllBytes(open);
    assertThat(after).startsWith(Arrays.copyOf(before, segment.end())).isNotEqualTo(before);
    assertThat(LogFiles.open(data).entries()).isEqualTo(segment.entries());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aFlipHitsOneBitOfAnEntryBehindWhichThereAreOthers(long seed) throws IOException {
    Path open = write("log_inprogress_0", 5);
    byte[] before = Files.readAllBytes(open);
    int lastStart = LogFiles.open(data).entries().get(4).body();

    FileDamage.flipInLog(LogFiles.below(data), new Random(seed));

    byte[] after = Files.readAllBytes(open);
    int flipped = Arrays.mismatch(before, after);
    assertThat(flipped).isLessThan(lastStart);
    assertThat(Integer.bitCount((before[flipped] ^ after[flipped]) & 0xFF)).isEqualTo(1);
    after[flipped] = before[flipped];
    assertThat(after).isEqualTo(before);
  }

  @Test
  void theOnlyEntryOfALogIsNotFlipped() throws IOException {
    write("log_inprogress_0", 1);

    assertThatThrownBy(() -> FileDamage.flipInLog(LogFiles.below(data), new Random(1)))
        .hasMessageContaining("too short");
  }

  @Test
  void aRottenFileIsDamagedFromItsBeginningToItsEnd() throws IOException {
    Path file = Files.write(data.resolve("000012.sst"), new byte[1_600]);

    FileDamage.flipAllOver(file, new Random(1));

    byte[] after = Files.readAllBytes(file);
    for (int start = 0; start < after.length; start += 100) {
      byte[] stretch = Arrays.copyOfRange(after, start, start + 100);
      assertThat(stretch).as("bytes from " + start).isNotEqualTo(new byte[100]);
    }
  }

  @Test
  void ofATableThatIsCutShortTheFirstHalfStays() throws IOException {
    Path file = data.resolve("table.sst");
    Files.write(file, new byte[] {1, 2, 3, 4, 5});
    FileDamage.cutShort(file);
    assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
  }
}
