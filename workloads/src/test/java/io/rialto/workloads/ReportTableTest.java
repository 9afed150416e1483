package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rialto.proto.trading.CommandKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTableTest {

  private static final KindReport ADD =
      new KindReport(CommandKind.ADD, 30, 30, 0, 2.5, 2, 8.125, 9.75, 0.25);
  private static final KindReport BUY =
      new KindReport(CommandKind.BUY, 11, 6, 4, 22.5, 20, 100, 123.4567, 0.75);
  private static final KindReport ALL =
      new KindReport(CommandKind.COMMAND_KIND_UNSPECIFIED, 41, 36, 4, 7.5, 3, 100, 123.4567, 1);

  @Test
  void theTableHasALineForEachCommandAndOneForAll() {
    List<String> lines =
        ReportTable.text(report(Optional.empty(), Optional.empty())).lines().toList();
    assertThat(lines.get(0).split("\\s{2,}"))
        .containsExactly(
            "command",
            "count",
            "done",
            "rejected",
            "mean ms",
            "p50 ms",
            "p99 ms",
            "max ms",
            "share");
    assertThat(lines.get(1).split("\\s+"))
        .containsExactly("ADD", "30", "30", "0", "2.50", "2.00", "8.13", "9.75", "25.0%");
    assertThat(lines.get(2).split("\\s+"))
        .containsExactly("BUY", "11", "6", "4", "22.50", "20.00", "100.00", "123.46", "75.0%");
    assertThat(lines.get(3).split("\\s+"))
        .containsExactly("all", "41", "36", "4", "7.50", "3.00", "100.00", "123.46", "100.0%");
    assertThat(lines.subList(0, 4)).extracting(String::length).containsOnly(lines.get(0).length());
    assertThat(lines).contains("40 of 41 answered (36 done, 4 rejected) in 2.00 s: 20 commands/s");
    assertThat(lines)
        .contains(
            "malformed 2, sent again 5 (overtaken 1), resolved 3, still unknown 1, given up 0; log"
                + " index 7 to 99");
  }

  @Test
  void theDumpsEventsStandBelow() {
    DumpReport dump =
        new DumpReport(
            99,
            new TreeMap<>(Map.of("userCommand", 1_041L, "errorEvent", 4L)),
            123_456,
            Optional.of(Path.of("dump.xml")));
    String text = ReportTable.text(report(Optional.of(dump), Optional.empty()));
    assertThat(text)
        .contains("audit log up to log index 99: 1,045 events, 123,456 bytes, in dump.xml")
        .containsPattern("errorEvent +4\n *userCommand +1,041");
    assertThat(ReportTable.text(report(Optional.empty(), Optional.of("connection lost"))))
        .contains("the audit log could not be read: connection lost");
  }

  @Test
  void theJsonObjectHasTheSameFigures() throws Exception {
    DumpReport dump =
        new DumpReport(
            99, new TreeMap<>(Map.of("userCommand", 41L, "errorEvent", 4L)), 5, Optional.empty());
    JsonNode json =
        new ObjectMapper()
            .readTree(ReportTable.json(report(Optional.of(dump), Optional.empty())).toString());
    assertThat(json.get("commands").asLong()).isEqualTo(43);
    assertThat(json.get("wellFormed").asLong()).isEqualTo(41);
    assertThat(json.get("malformed").asLong()).isEqualTo(2);
    assertThat(json.get("answered").asLong()).isEqualTo(40);
    assertThat(json.get("done").asLong()).isEqualTo(36);
    assertThat(json.get("rejected").asLong()).isEqualTo(4);
    assertThat(json.get("retried").asLong()).isEqualTo(5);
    assertThat(json.get("overtaken").asLong()).isEqualTo(1);
    assertThat(json.get("resolved").asLong()).isEqualTo(3);
    assertThat(json.get("unknown").asLong()).isEqualTo(1);
    assertThat(json.get("givenUp").asLong()).isZero();
    assertThat(json.get("commandsPerSecond").asDouble()).isEqualTo(20.0);
    assertThat(json.get("elapsedMillis").asDouble()).isEqualTo(2000.0);
    assertThat(json.get("firstLogIndex").asLong()).isEqualTo(7);
    assertThat(json.get("lastLogIndex").asLong()).isEqualTo(99);
    assertThat(json.at("/perCommand/BUY/rejected").asLong()).isEqualTo(4);
    assertThat(json.at("/perCommand/BUY/maxMillis").asDouble()).isEqualTo(123.457);
    assertThat(json.at("/perCommand/BUY/shareOfTime").asDouble()).isEqualTo(0.75);
    assertThat(json.at("/latency/p99Millis").asDouble()).isEqualTo(100.0);
    assertThat(json.at("/dump/events").asLong()).isEqualTo(45);
    assertThat(json.at("/dump/perElement/userCommand").asLong()).isEqualTo(41);
    assertThat(json.at("/dump/file").isNull()).isTrue();
    assertThat(json.get("dumpFailure").isNull()).isTrue();
  }

  @Test
  void aReportWithoutADumpHasNullInItsPlace() {
    assertThat(ReportTable.json(report(Optional.empty(), Optional.empty())).get("dump").isNull())
        .isTrue();
  }

  private static ReplayReport report(Optional<DumpReport> dump, Optional<String> failure) {
    return new ReplayReport(
        41, 2, 36, 4, 5, 1, 3, 1, 0, 7, 99, 2000, List.of(ADD, BUY), ALL, dump, failure);
  }
}
