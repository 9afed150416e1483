package io.rialto.chaos.demo;

import io.rialto.chaos.audit.Discrepancy;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.audit.MoneyTotals;
import io.rialto.chaos.cluster.HashComparison;
import io.rialto.workloads.ReplayReport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What must hold after a run, point by point.
 *
 * @param points in the order in which they are shown
 * @param discrepancies the first of each kind
 */
public record Verdict(List<Point> points, List<Discrepancy> discrepancies) {

  /**
   * One thing that must hold.
   *
   * @param detail the figures behind it
   */
  public record Point(boolean holds, String claim, String detail) {}

  private static final int HASH_DIGITS_SHOWN = 16;

  /** Whether all holds, and nothing at all was found to be wrong. */
  public boolean holds() {
    return discrepancies.isEmpty() && points.stream().allMatch(Point::holds);
  }

  static Verdict on(DemoOutcome outcome) {
    Findings findings = outcome.findings();
    List<Point> points = new ArrayList<>();
    points.add(answered(outcome.replay(), findings));
    points.add(
        point(
            findings,
            "no acknowledged command is lost",
            count(outcome.replay().answered()) + " acknowledged, each in the audit log as answered",
            Kind.LOST));
    points.add(
        point(
            findings,
            "no command was done twice",
            "each stands once in the audit log of "
                + count(outcome.examination().events())
                + " events",
            Kind.DUPLICATED));
    points.add(
        point(
            findings,
            "each reply follows from the audit log",
            "results, messages, figures, log times, and each user's order",
            Kind.REPLY,
            Kind.ORDER));
    points.add(
        point(
            findings,
            "the audit log follows the rules",
            "replayed anew with its " + count(outcome.examination().quotes()) + " quotes",
            Kind.RULE,
            Kind.EVENT,
            Kind.EXPIRY,
            Kind.TRIGGER,
            Kind.QUOTE,
            Kind.UNREADABLE));
    points.add(
        point(
            findings,
            "every balance follows from the audit log",
            count(outcome.examination().users())
                + " users: cash, holdings, orders and triggers at log index "
                + count(outcome.logIndex()),
            Kind.BALANCE));
    points.add(moneyConserved(outcome));
    points.add(replicas(outcome.replicas(), outcome.plan().nodes()));
    points.add(killed(outcome));
    return new Verdict(List.copyOf(points), findings.kept());
  }

  private static Point answered(ReplayReport replay, Findings findings) {
    boolean holds = replay.answered() == replay.wellFormed() && findings.none(Kind.UNANSWERED);
    return new Point(
        holds,
        "every command was answered once",
        count(replay.answered())
            + " of "
            + count(replay.wellFormed())
            + ": "
            + count(replay.done())
            + " done, "
            + count(replay.rejected())
            + " rejected by a rule");
  }

  private static Point point(
      Findings findings, String claim, String detail, Kind kind, Kind... more) {
    if (findings.none(kind, more)) {
      return new Point(true, claim, detail);
    }
    long found = findings.count(kind);
    for (Kind other : more) {
      found += findings.count(other);
    }
    return new Point(false, claim, count(found) + " discrepancies");
  }

  static boolean moneyIsConserved(DemoOutcome outcome) {
    return outcome.examination().money().conserved()
        && outcome.findings().none(Kind.CONSERVATION, Kind.BALANCE);
  }

  private static Point moneyConserved(DemoOutcome outcome) {
    MoneyTotals money = outcome.examination().money();
    return new Point(
        moneyIsConserved(outcome),
        "money is conserved",
        "cash "
            + text(money.cash())
            + " + reserved "
            + text(money.reserved())
            + " + paid "
            + text(money.paid())
            + " = added "
            + text(money.added())
            + " + proceeds "
            + text(money.proceeds()));
  }

  static boolean replicasAgree(HashComparison replicas, int nodes) {
    return replicas.agrees() && replicas.hashes().size() == nodes;
  }

  private static Point replicas(HashComparison replicas, int nodes) {
    if (replicasAgree(replicas, nodes)) {
      String hash = replicas.hex(replicas.hashes().keySet().iterator().next());
      return new Point(
          true,
          "all " + nodes + " replicas hold the same",
          "hash "
              + hash.substring(0, HASH_DIGITS_SHOWN)
              + " at log index "
              + count(replicas.logIndex()));
    }
    StringBuilder detail = new StringBuilder("at log index " + count(replicas.logIndex()) + ":");
    replicas.hashes().keySet().stream()
        .sorted()
        .forEach(node -> detail.append(' ').append(node).append(' ').append(replicas.hex(node)));
    return new Point(false, "all " + nodes + " replicas hold the same", detail.toString());
  }

  private static Point killed(DemoOutcome outcome) {
    long kills = outcome.killsDuringTheRun();
    int wanted = outcome.plan().kills();
    String claim =
        "the leader was killed " + (wanted == 1 ? "once" : wanted + " times") + " with -9";
    if (kills < wanted) {
      return new Point(false, claim, "only " + kills + ": the workload was over too soon");
    }
    return new Point(
        true,
        claim,
        "for at most " + count(outcome.unavailableMillis()) + " ms nobody was answered");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String text(BigInteger cents) {
    return String.format(Locale.ROOT, "%,.2f", new BigDecimal(cents, 2));
  }
}
