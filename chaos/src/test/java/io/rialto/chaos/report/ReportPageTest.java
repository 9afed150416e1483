package io.rialto.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rialto.chaos.report.RunReport.Violation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportPageTest {

  private static final Pattern DRAWING = Pattern.compile("(?s)<svg.*?</svg>");

  @Test
  void thePageSaysTheVerdictTheFiguresAndHowToRepeatIt() throws IOException {
    RunReport report = Reports.passed();

    String page = ReportPage.html(report);

    Files.writeString(Path.of("target", "sample-report.html"), page);
    assertThat(page)
        .contains("PASS", "Nothing was lost, nothing was doubled.")
        .contains(report.settings().repeat())
        .contains("23,456", "n2 (the leader) is killed (SIGKILL)")
        .contains("Not broken here", "power-cut");
    report.claims().forEach(claim -> assertThat(page).contains(claim.claim(), claim.detail()));
  }

  @Test
  void thePageNeedsNothingButItself() throws IOException {
    assertThat(ReportPage.html(Reports.passed()))
        .doesNotContain("src=", "href=", "url(", "@import", "http:", "https:", "fetch(");
  }

  @Test
  void everyDrawingIsWellFormedAndHasNoPointThatIsNoNumber() throws Exception {
    for (RunReport report : List.of(Reports.passed(), Reports.failed(), Reports.empty())) {
      List<String> drawings =
          DRAWING.matcher(ReportPage.html(report)).results().map(MatchResult::group).toList();

      assertThat(drawings).hasSize(5);
      for (String drawing : drawings) {
        assertThat(drawing).doesNotContain("NaN", "Infinity");
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(drawing)));
      }
    }
  }

  @Test
  void violationsStandThereWithTheirOperations() throws IOException {
    RunReport report = Reports.failed();
    Violation violation = report.violations().get(0);

    assertThat(ReportPage.html(report))
        .contains("FAIL", "A promise is broken.", "What must not be")
        .contains(violation.text())
        .contains(violation.operations());
  }

  @Test
  void whatComesFromOutsideCannotBreakThePage() throws IOException {
    String nasty = "<script>alert(\"1\" & '2')</script>";

    String page = ReportPage.html(Reports.failedWith(nasty));

    assertThat(page).doesNotContain(nasty).contains("&lt;script&gt;alert(&quot;1&quot; &amp;");
  }

  @Test
  void theSummaryForProgramsHasTheFiguresThatPeopleCompare() {
    JsonNode json = ReportJson.summary(Reports.passed(), Path.of("dir", "report.html"));

    assertThat(json.get("verdict").asText()).isEqualTo("pass");
    assertThat(json.get("operations").asLong()).isEqualTo(23_456);
    assertThat(json.get("faults").asInt()).isEqualTo(3);
    assertThat(json.get("faultsByKind").get("kill").asInt()).isEqualTo(2);
    assertThat(json.get("lost").asLong()).isZero();
    assertThat(json.get("duplicated").asLong()).isZero();
    assertThat(json.get("violations").asInt()).isZero();
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("unavailableMaxMillis").asLong()).isEqualTo(2_100);
    assertThat(json.get("report").asText()).endsWith("report.html");
  }

  @Test
  void theWholeForProgramsHasAllThatThePageShows() {
    JsonNode json = ReportJson.whole(Reports.failed(), Path.of("report.html"));

    assertThat(json.get("verdict").asText()).isEqualTo("fail");
    assertThat(json.get("intervals")).hasSize(Reports.failed().intervals().size());
    assertThat(json.get("reigns")).hasSize(3);
    assertThat(json.get("violationsFound").get(0).get("operations")).hasSize(2);
    assertThat(json.get("faultsDone").get(0).get("unavailableMillis").asLong()).isEqualTo(1_400);
  }

  @Test
  void theTextForPeopleNamesKindsClaimsAndTheVerdict() {
    String text = new RunText(false, true).text(Reports.failed(), Path.of("report.html"));

    assertThat(text)
        .containsPattern("kill +2 +1400 ms")
        .contains("✘ all 3 replicas", "FAIL: a promise is broken.", "report.html", "seed 7");
  }

  @Test
  void outagesAreGivenByTheirQuantiles() {
    Outages outages = Outages.of(List.of(900L, 100L, 300L, 200L));

    assertThat(outages.sorted()).containsExactly(100L, 200L, 300L, 900L);
    assertThat(outages.p50Millis()).isEqualTo(200);
    assertThat(outages.p90Millis()).isEqualTo(900);
    assertThat(outages.maxMillis()).isEqualTo(900);
    assertThat(Outages.of(List.of()).maxMillis()).isZero();
  }
}
