package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.check.HistoryCheck;
import io.rialto.chaos.check.Judgement;
import io.rialto.chaos.cluster.ClusterKind;
import io.rialto.chaos.report.Claim;
import io.rialto.chaos.report.ReportPage;
import io.rialto.chaos.report.RunReport;
import io.rialto.chaos.report.RunText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A short run on real processes; what it leaves is in {@code target/chaos-it}. */
class ChaosIT {

  private static final Pattern PROCESS = Pattern.compile("started .*process (\\d+)");
  private static final int SECONDS = 35;

  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void aShortRunOfEverythingPassesAndLeavesNothingBehind()
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Path.of("target"), "chaos-it-").resolve("run");
    ChaosPlan plan =
        new ChaosPlan(Scenario.EVERYTHING, SECONDS, 5, ClusterKind.PROCESSES, 3, directory, false);

    RunReport report;
    try (ChaosRun run = new ChaosRun(plan, BuiltPrograms.find(), new Recording())) {
      report = run.run();
    }

    Files.writeString(directory.resolve("report.html"), ReportPage.html(report));
    String text = new RunText(false, true).text(report, directory) + String.join("\n", events);
    assertThat(report.judgement()).as(text).isEqualTo(Judgement.PASS);
    assertThat(report.violations()).isEmpty();
    assertThat(report.claims()).allMatch(Claim::holds);
    assertThat(report.faults()).isNotEmpty();
    assertThat(report.totals().clientsLost()).isPositive();
    assertThat(report.totals().operations()).isGreaterThan(EnoughWork.operationsMin(SECONDS));
    assertThat(report.intervals()).hasSizeGreaterThanOrEqualTo(SECONDS);
    assertThat(report.reigns()).isNotEmpty();
    assertThat(HistoryCheck.check(directory.resolve("history.jsonl.gz")).judgement())
        .isEqualTo(Judgement.PASS);
    assertThat(directory.resolve("data")).doesNotExist();
    assertThat(processesStarted()).hasSizeGreaterThanOrEqualTo(5).noneMatch(ChaosIT::isRunning);
  }

  private List<Long> processesStarted() {
    return events.stream()
        .map(PROCESS::matcher)
        .filter(Matcher::find)
        .map(process -> Long.parseLong(process.group(1)))
        .toList();
  }

  private static boolean isRunning(long processId) {
    return ProcessHandle.of(processId).map(ProcessHandle::isAlive).orElse(false);
  }

  private final class Recording implements ChaosScreen {

    @Override
    public void event(String text) {
      events.add(text);
    }

    @Override
    public void starts(String what, int seconds) {
      events.add(what);
    }

    @Override
    public void now(Moment moment) {}

    @Override
    public void ends() {}
  }
}
