package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadReaderTest {

  @Test
  void emptyLinesCountAsPlacesAndAreSkipped() throws IOException {
    List<WorkloadLine> lines = read("COMMIT_BUY,a\n\n  \r\nCOMMIT_BUY,b\r\n\nCOMMIT_BUY,c");
    assertThat(lines).extracting(WorkloadLine::number).containsExactly(1L, 4L, 6L);
    assertThat(lines)
        .extracting(line -> ((WorkloadCommand) line).command().getUser())
        .containsExactly("a", "b", "c");
  }

  @Test
  void anEmptyFileHasNoLines() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n\r\n")).isEmpty();
  }

  @Test
  void aLineTooLongIsMalformedAndTheNextIsReadAsEver() throws IOException {
    String longest = "COMMIT_BUY," + "u".repeat(WorkloadLimits.LINE_BYTES_MAX);
    List<WorkloadLine> lines = read(longest + "\n[8] COMMIT_BUY,a\n");
    assertThat(lines).hasSize(2);
    assertThat(((MalformedLine) lines.get(0)).reason()).contains("longer than 4096 bytes");
    assertThat(((MalformedLine) lines.get(0)).text().length()).isLessThan(300);
    assertThat(lines.get(1).number()).isEqualTo(8);
  }

  @Test
  void aLineWithoutEndIsReadInLittleMemory() throws IOException {
    long lengthBytes = 1L << 28;
    InputStream endless =
        new InputStream() {
          private long left = lengthBytes;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, left);
            left -= count;
            return count == 0 ? -1 : count;
          }
        };
    try (WorkloadReader reader = WorkloadReader.of(endless)) {
      assertThat(reader.next()).isInstanceOf(MalformedLine.class);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void linesAcrossTheBuffersEdgeAreWhole() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 20_000; i++) {
      text.append("COMMIT_BUY,user").append(i).append('\n');
    }
    List<WorkloadLine> lines = read(text.toString());
    assertThat(lines).hasSize(20_000);
    for (int i = 0; i < lines.size(); i++) {
      WorkloadCommand line = (WorkloadCommand) lines.get(i);
      assertThat(line.command().getUser()).isEqualTo("user" + (i + 1));
      assertThat(line.number()).isEqualTo(i + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 0", "2, 10000, 0", "10, 9999, 1", "100, 100000, 0"})
  void theRealFilesAreReadWhole(int users, long wellFormed, long malformed) throws IOException {
    try (WorkloadReader reader = WorkloadReader.open(RealWorkloads.users(users))) {
      WorkloadSurvey survey = WorkloadSurvey.of(reader);
      assertThat(survey.wellFormed()).isEqualTo(wellFormed);
      assertThat(survey.malformed()).isEqualTo(malformed);
    }
  }

  @Test
  void theRealFileOfTenUsersHasItsOneBadLineNamed() throws IOException {
    try (WorkloadReader reader = WorkloadReader.open(RealWorkloads.users(10))) {
      MalformedLine fault = WorkloadSurvey.of(reader).firstMalformed().orElseThrow();
      assertThat(fault.number()).isEqualTo(9962);
      assertThat(fault.text()).isEqualTo("[9962] ADD,umhaEY4lil,-73280.58");
      assertThat(fault.reason()).startsWith("amount \"-73280.58\" is not an amount of money");
    }
  }

  private static List<WorkloadLine> read(String text) throws IOException {
    List<WorkloadLine> lines = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (WorkloadReader reader = WorkloadReader.of(new ByteArrayInputStream(bytes))) {
      for (WorkloadLine line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
