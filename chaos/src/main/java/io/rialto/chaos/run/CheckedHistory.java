package io.rialto.chaos.run;

import io.rialto.chaos.audit.Discrepancy;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.check.CheckOutcome;
import io.rialto.chaos.check.Judgement;
import io.rialto.chaos.report.Claim;
import io.rialto.chaos.report.RunReport.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the checker says of a run's history, in the words of a report. */
record CheckedHistory(CheckOutcome outcome) {

  Judgement judgement() {
    return outcome.judgement();
  }

  long operations() {
    return outcome.figures().operations();
  }

  long lost() {
    return outcome.lost();
  }

  long duplicated() {
    return outcome.duplicated();
  }

  long violationCount() {
    return outcome.violationCount();
  }

  /** What must hold by the history, point by point. */
  List<Claim> claims() {
    CheckOutcome.Figures figures = outcome.figures();
    List<Claim> claims = new ArrayList<>();
    claims.add(
        claim(
            "no acknowledged command is lost",
            count(figures.acknowledged()) + " acknowledged, each in the audit log as answered",
            Kind.LOST));
    claims.add(
        claim(
            "no command was done twice",
            "each stands once among " + count(figures.auditEvents()) + " events",
            Kind.DUPLICATED));
    claims.add(
        claim(
            "each reply follows from the log",
            "replayed anew: results, figures, order, " + count(figures.resolved()) + " resolved",
            Kind.REPLY,
            Kind.ORDER,
            Kind.RESOLVE,
            Kind.UNANSWERED,
            Kind.SESSION));
    claims.add(
        claim(
            "each read was true when it had to be",
            count(figures.reads()) + " accounts read, each compared with the replay",
            Kind.READ,
            Kind.REAL_TIME));
    claims.add(
        claim(
            "the log follows the rules",
            "orders, expiries and triggers, with " + count(figures.quotes()) + " quotes",
            Kind.RULE,
            Kind.EVENT,
            Kind.EXPIRY,
            Kind.TRIGGER,
            Kind.QUOTE,
            Kind.UNREADABLE));
    claims.add(
        claim(
            "money and shares are conserved",
            "balances of " + count(figures.users()) + " users",
            Kind.BALANCE,
            Kind.CONSERVATION));
    claims.add(
        claim(
            "each term had one leader, and none diverged",
            count(figures.auditLogs()) + " audit logs compared",
            Kind.DIVERGED,
            Kind.LEADERS));
    claims.add(lookedAt());
    return claims;
  }

  private Claim claim(String words, String detail, Kind first, Kind... others) {
    if (outcome.findings().none(first, others)) {
      return new Claim(true, words, detail);
    }
    long found = outcome.findings().count(first);
    for (Kind other : others) {
      found += outcome.findings().count(other);
    }
    return new Claim(false, words, count(found) + " violations");
  }

  private Claim lookedAt() {
    return new Claim(
        outcome.doubts().isEmpty(),
        "all of it could be looked at",
        outcome.doubts().isEmpty()
            ? count(operations()) + " operations"
            : String.join("; ", outcome.doubts()));
  }

  List<Violation> violations() {
    return outcome.violations().stream().map(CheckedHistory::violation).toList();
  }

  /** The checker puts the operations that it names into brackets at the end. */
  private static Violation violation(Discrepancy found) {
    int operations = found.text().indexOf(" [");
    if (operations < 0) {
      return new Violation(found.kind().name(), found.text(), List.of());
    }
    List<String> named = new ArrayList<>();
    for (String each : found.text().substring(operations + 2).split("\\] \\[")) {
      named.add(each.endsWith("]") ? each.substring(0, each.length() - 1) : each);
    }
    return new Violation(
        found.kind().name(), found.text().substring(0, operations), List.copyOf(named));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
