package io.rialto.chaos.run;

import io.rialto.chaos.check.Judgement;
import io.rialto.chaos.fault.Fault;
import io.rialto.chaos.report.AnswerTimes;
import io.rialto.chaos.report.Claim;
import io.rialto.chaos.report.RunReport;
import io.rialto.chaos.report.RunReport.Break;
import io.rialto.chaos.report.RunReport.Settings;
import io.rialto.chaos.report.RunReport.Totals;
import io.rialto.chaos.report.RunReport.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Puts together what a run saw itself and what the checker found, and says what it comes to. */
final class Conclusion {

  private static final int HASH_DIGITS_SHOWN = 16;

  private final ChaosPlan plan;
  private final RunFigures figures;
  private final List<Violation> problems;
  private final Optional<FinalLook.Seen> seen;
  private final CheckedHistory checked;

  /**
   * @param problems what the run itself saw
   * @param seen empty if the cluster could not be looked at in the end
   */
  Conclusion(
      ChaosPlan plan,
      RunFigures figures,
      List<Violation> problems,
      Optional<FinalLook.Seen> seen,
      CheckedHistory checked) {
    this.plan = plan;
    this.figures = figures;
    this.problems = problems;
    this.seen = seen;
    this.checked = checked;
  }

  /**
   * @param kindsOffered how many kinds of faults the scenario has here
   */
  RunReport report(Settings settings, int kindsOffered, Map<String, String> lacking) {
    List<Claim> claims = new ArrayList<>(checked.claims());
    replicas().ifPresent(claims::add);
    claims.add(none("after each fault all was whole again", "not-healthy", "not-healed"));
    claims.add(none("nodes did what each fault makes them do", "not-as-meant"));
    claims.add(none("no node ended without a reason", "unexplained-exit"));
    claims.add(inTime());
    claims.addAll(
        EnoughWork.claims(
            plan.seconds(),
            kindsOffered,
            checked.operations(),
            figures.strikes(),
            figures.reigns().changes()));
    List<Violation> violations = new ArrayList<>(problems);
    violations.addAll(checked.violations());
    return new RunReport(
        settings,
        judgement(claims, violations),
        millis(figures.stopNanos()),
        totals(),
        List.copyOf(claims),
        List.copyOf(violations),
        breaks(),
        figures.recorder().intervals(figures.stopNanos()),
        figures.reigns().all(),
        lacking);
  }

  /** Violated is a failure; anything short of all that must hold is no pass. */
  private Judgement judgement(List<Claim> claims, List<Violation> violations) {
    if (!violations.isEmpty() || checked.judgement() == Judgement.FAIL) {
      return Judgement.FAIL;
    }
    boolean whole =
        checked.judgement() == Judgement.PASS
            && seen.isPresent()
            && claims.stream().allMatch(Claim::holds);
    return whole ? Judgement.PASS : Judgement.UNKNOWN;
  }

  private Optional<Claim> replicas() {
    return seen.map(
        look -> {
          boolean agree = look.agrees(plan.nodes());
          String hashes =
              agree
                  ? look.hashes().values().iterator().next().substring(0, HASH_DIGITS_SHOWN)
                  : look.hashes() + ", " + look.auditLogs() + " different audit logs";
          return new Claim(
              agree,
              "all " + plan.nodes() + " replicas and their audit logs are equal",
              "hash " + hashes + " at log index " + count(look.logIndex()));
        });
  }

  private Claim none(String claim, String... kinds) {
    List<String> bad = List.of(kinds);
    long found = problems.stream().filter(problem -> bad.contains(problem.kind())).count();
    long faults = figures.strikes().size();
    return new Claim(found == 0, claim, found == 0 ? count(faults) + " faults" : count(found));
  }

  private Claim inTime() {
    LoadRecorder.Counts counts = figures.recorder().counts();
    String detail =
        count(counts.resolved())
            + " resolved of "
            + count(counts.unknown())
            + "; "
            + figures.clientsLost()
            + " clients died";
    return new Claim(
        figures.settled() && !figures.cutShort(),
        figures.cutShort() ? "it ran to its end" : "every unknown outcome is known in the end",
        figures.cutShort() ? "it was told to end early" : detail);
  }

  private Totals totals() {
    LoadRecorder.Counts counts = figures.recorder().counts();
    return new Totals(
        checked.operations(),
        counts.done(),
        counts.rejected(),
        counts.retried(),
        counts.unknown(),
        counts.resolved(),
        counts.reads(),
        figures.clientsLost(),
        figures.reigns().changes(),
        checked.lost(),
        checked.duplicated(),
        problems.size() + checked.violationCount());
  }

  private List<Break> breaks() {
    AnswerTimes answers = figures.recorder().answerTimes();
    List<Break> breaks = new ArrayList<>();
    for (Strike strike : figures.strikes()) {
      Fault fault = strike.fault();
      long recovered = strike.recoveredNanos() == 0 ? figures.stopNanos() : strike.recoveredNanos();
      breaks.add(
          new Break(
              fault.kind().word(),
              fault.kind().phrase(),
              fault.target().phrase(),
              fault.members(),
              fault.sentence(),
              millis(strike.fromNanos()),
              millis(strike.healedNanos()),
              millis(recovered),
              answers.longestGapMillis(strike.fromNanos(), strike.healedNanos())));
    }
    return breaks;
  }

  private long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos - figures.startNanos());
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
