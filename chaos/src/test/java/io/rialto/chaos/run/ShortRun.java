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

/** A chaos run of everything, and what must be true of each. What it leaves is below target. */
final class ShortRun implements ChaosScreen {

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ClusterKind kind;
  private final int seconds;

  ShortRun(ClusterKind kind, int seconds) {
    this.kind = kind;
    this.seconds = seconds;
  }

  /** Runs it. */
  RunReport requirePass(long seed) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Path.of("target"), "chaos-it-").resolve("run");
    ChaosPlan plan = new ChaosPlan(Scenario.EVERYTHING, seconds, seed, kind, 3, directory, false);

    RunReport report;
    try (ChaosRun run = new ChaosRun(plan, BuiltPrograms.find(), this)) {
      report = run.run();
    }

    Files.writeString(directory.resolve("report.html"), ReportPage.html(report));
    String text = new RunText(false, true).text(report, directory) + String.join("\n", events);
    assertThat(report.judgement()).as(text).isEqualTo(Judgement.PASS);
    assertThat(report.violations()).isEmpty();
    assertThat(report.claims()).allMatch(Claim::holds);
    assertThat(report.faults()).isNotEmpty();
    assertThat(report.totals().clientsLost()).isPositive();
    assertThat(report.totals().operations()).isGreaterThan(EnoughWork.operationsMin(seconds));
    assertThat(report.intervals()).hasSizeGreaterThanOrEqualTo(seconds);
    assertThat(report.reigns()).isNotEmpty();
    assertThat(HistoryCheck.check(directory.resolve("history.jsonl.gz")).judgement())
        .isEqualTo(Judgement.PASS);
    assertThat(directory.resolve("data")).doesNotExist();
    return report;
  }

  List<String> events() {
    return events;
  }

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
