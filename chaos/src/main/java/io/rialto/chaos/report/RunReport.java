package io.rialto.chaos.report;

import io.rialto.chaos.check.Judgement;
import java.util.List;
import java.util.Map;

/**
 * All that a run found out. Times are milliseconds since the workload began; what happened before
 * is negative.
 *
 * @param elapsedMillis from the workload's first command until the last fault was healed and all
 *     had recovered
 * @param lacking kinds of faults that this machine does not offer: what to do to have them
 */
public record RunReport(
    Settings settings,
    Judgement judgement,
    long elapsedMillis,
    Totals totals,
    List<Claim> claims,
    List<Violation> violations,
    List<Break> faults,
    List<Interval> intervals,
    List<Reign> reigns,
    Map<String, String> lacking) {

  /**
   * What was asked for, and where.
   *
   * @param title the scenario in a sentence
   * @param startedAt as a user would write it
   * @param repeat the command that does it again
   */
  public record Settings(
      String scenario,
      String title,
      long seed,
      int seconds,
      String cluster,
      int nodes,
      int users,
      int commandsPerSecond,
      String version,
      String machine,
      String startedAt,
      String repeat) {}

  /**
   * How much was done.
   *
   * @param operations commands that have a definite answer, and reads that have one
   * @param done commands that were applied
   * @param rejected commands that a rule rejected
   * @param retried commands of which nothing happened, and which were sent again
   * @param unknown commands whose outcome was unknown at first
   * @param resolved how many of these were settled
   * @param reads of all three kinds
   * @param clientsLost clients that died, as a rule with commands in flight
   * @param lost acknowledged operations that are missing
   * @param duplicated operations that were applied more than once
   * @param violations also those that are not put into words
   */
  public record Totals(
      long operations,
      long done,
      long rejected,
      long retried,
      long unknown,
      long resolved,
      long reads,
      int clientsLost,
      int leaderChanges,
      long lost,
      long duplicated,
      long violations) {}

  /**
   * Something that must not be.
   *
   * @param text for people
   * @param operations those concerned, each in a line; empty if it concerns none
   */
  public record Violation(String kind, String text, List<String> operations) {}

  /**
   * One fault.
   *
   * @param kind its name, and {@code phrase} the same for people
   * @param members whom it struck
   * @param sentence what was done
   * @param healedMillis when it was mended
   * @param recoveredMillis when the cluster was found whole again
   * @param unavailableMillis the longest time without an answer around it
   */
  public record Break(
      String kind,
      String phrase,
      String target,
      List<String> members,
      String sentence,
      long fromMillis,
      long healedMillis,
      long recoveredMillis,
      long unavailableMillis) {}

  /**
   * A stretch of time, with what was answered in it.
   *
   * @param p50Millis of the commands' latencies, as p99 and the longest; 0 without any
   */
  public record Interval(
      long fromMillis,
      long lengthMillis,
      long done,
      long rejected,
      long retried,
      long unknown,
      long reads,
      double p50Millis,
      double p99Millis,
      double maxMillis) {

    public double answeredPerSecond() {
      return (done + rejected) * 1000.0 / lengthMillis;
    }
  }

  /** A leader's time, from when it was first seen to when it was last. */
  public record Reign(String node, long term, long fromMillis, long toMillis) {}

  /** For each fault how long nobody was answered around it. */
  public Outages outages() {
    return Outages.of(faults.stream().map(Break::unavailableMillis).toList());
  }

  /** How many different kinds of faults there were. */
  public long kinds() {
    return faults.stream().map(Break::kind).distinct().count();
  }
}
