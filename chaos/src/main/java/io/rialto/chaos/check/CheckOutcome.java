package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy;
import io.rialto.chaos.audit.Findings;
import java.util.List;

/**
 * What a check found.
 *
 * @param violations the first of each kind, in words that name the operations
 * @param doubts what could not be looked at, or was left open
 */
public record CheckOutcome(
    Judgement judgement,
    Figures figures,
    Findings findings,
    List<Discrepancy> violations,
    List<String> doubts) {

  /**
   * How much was looked at.
   *
   * @param operations calls of all sorts
   * @param acknowledged commands that were answered as done or as rejected by a rule
   * @param unknown commands that ended as unknown, or were never answered
   * @param resolved of these, those that a resolve settled
   * @param settledByLog of these, those that the audit log settles
   * @param unsettled of these, those that are open
   * @param reads accounts read, in reads and in replies, each compared with the replay
   * @param processes lives of clients
   * @param commandsInLog commands in the audit log
   * @param exits processes of the cluster that ended without being made to
   */
  public record Figures(
      long seed,
      long operations,
      long commands,
      long acknowledged,
      long unknown,
      long resolved,
      long settledByLog,
      long unsettled,
      long reads,
      long processes,
      long faults,
      long exits,
      long commandsInLog,
      long auditEvents,
      long quotes,
      long users,
      long auditLogs,
      long elapsedMillis) {}

  /** How many commands were acknowledged and are gone. */
  public long lost() {
    return findings.numbersConcerned(Discrepancy.Kind.LOST);
  }

  /** How many commands were applied more than once. */
  public long duplicated() {
    return findings.numbersConcerned(Discrepancy.Kind.DUPLICATED);
  }

  /** How many violations there are, also those that are not put into words. */
  public long violationCount() {
    long count = 0;
    for (Discrepancy.Kind kind : Discrepancy.Kind.values()) {
      count += findings.count(kind);
    }
    return count;
  }
}
