package io.rialto.chaos.report;

import io.rialto.chaos.check.Judgement;
import io.rialto.chaos.report.RunReport.Break;
import io.rialto.chaos.report.RunReport.Interval;
import io.rialto.chaos.report.RunReport.Reign;
import io.rialto.chaos.report.RunReport.Settings;
import io.rialto.chaos.report.RunReport.Totals;
import io.rialto.chaos.report.RunReport.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reports of runs that never were. */
final class Reports {

  private static final int SECONDS = 120;

  private Reports() {}

  static RunReport passed() {
    return report(
        Judgement.PASS, List.of(new Claim(true, "nothing is lost", "23,456 answers")), List.of());
  }

  static RunReport failed() {
    return failedWith("command 17 was acknowledged and is not in the log");
  }

  static RunReport failedWith(String text) {
    return report(
        Judgement.FAIL,
        List.of(
            new Claim(true, "nothing is lost", "23,456 answers"),
            new Claim(false, "all 3 replicas are equal", "n1 differs")),
        List.of(new Violation("LOST", text, List.of("#17 ADD alice 1.00", "#18 ADD alice 2.00"))));
  }

  /** Nothing was answered, nothing broken, nobody led. */
  static RunReport empty() {
    RunReport full = passed();
    return new RunReport(
        full.settings(),
        Judgement.UNKNOWN,
        0,
        new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static RunReport report(
      Judgement judgement, List<Claim> claims, List<Violation> violations) {
    return new RunReport(
        new Settings(
            "everything",
            "Everything that this machine can break.",
            7,
            SECONDS,
            "processes",
            3,
            60,
            200,
            "0.1.0, commit abcdef0",
            "2 processors",
            "2026-01-01T00:00:00Z",
            "./rialto chaos --seconds 120 --seed 7"),
        judgement,
        SECONDS * 1000L,
        new Totals(23_456, 15_000, 8_000, 120, 40, 40, 456, 12, 2, 0, 0, violations.size()),
        claims,
        violations,
        List.of(
            kill(12_000, 20_000, 1_400),
            kill(60_000, 66_000, 900),
            new Break(
                "leader-alone",
                "is cut off from all others",
                "leader",
                List.of("n1"),
                "n1 (the leader) is cut off from all others",
                90_000,
                99_000,
                101_500,
                2_100)),
        IntStream.range(0, SECONDS).mapToObj(Reports::interval).toList(),
        List.of(
            new Reign("n2", 1, 0, 12_000),
            new Reign("n1", 2, 13_400, 90_000),
            new Reign("n3", 3, 92_100, 120_000)),
        Map.of("power-cut", "needs root: run as root, or in a container that may mount"));
  }

  private static Break kill(long from, long healed, long unavailable) {
    return new Break(
        "kill",
        "is killed (SIGKILL)",
        "leader",
        List.of("n2"),
        "n2 (the leader) is killed (SIGKILL)",
        from,
        healed,
        healed + 2_500,
        unavailable);
  }

  private static Interval interval(int second) {
    boolean out = second == 12 || second == 60 || second == 90 || second == 91;
    long done = out ? 5 : 130 + second * 7 % 23;
    long rejected = out ? 2 : 60 + second * 5 % 17;
    double slow = out ? 2_100 : 40 + second * 13 % 90;
    return new Interval(second * 1000L, 1000, done, rejected, 0, 0, 20, 8, slow, slow * 1.6);
  }
}
