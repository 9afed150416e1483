package io.rialto.chaos.audit;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.proto.trading.Reply;
import io.rialto.workloads.FinishedCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the replies that a workload got with the audit log, line number by line number: an
 * acknowledged command stands there once, with the same result; one that was sent back does not
 * stand there. For a cluster that has seen no other commands. Not thread-safe.
 */
public final class ReplyCheck {

  private final Findings findings;
  private final ReplyComparison comparison;
  private final Map<Long, List<FinishedCommand>> answers = new TreeMap<>();
  private final Map<Long, List<ReplayedCommand>> entries = new HashMap<>();
  private final Map<String, Long> latestOfUser = new HashMap<>();
  private final List<Long> inLogOrder = new ArrayList<>();

  public ReplyCheck(Findings findings) {
    this.findings = findings;
    this.comparison = new ReplyComparison(findings);
  }

  /** Takes what a client heard about a command, or did not hear. */
  public void answered(FinishedCommand command) {
    answers.computeIfAbsent(command.lineNumber(), n -> new ArrayList<>()).add(command);
  }

  /** Takes a command of the audit log; in the log's order. */
  public void replayed(ReplayedCommand replayed) {
    AuditEvent.UserCommand command = replayed.command();
    entries.computeIfAbsent(command.number(), n -> new ArrayList<>()).add(replayed);
    inLogOrder.add(command.number());
    Long previous = latestOfUser.put(command.user(), command.number());
    if (previous != null && previous > command.number()) {
      findings.add(
          Kind.ORDER,
          command.number(),
          "command " + command.number() + " of " + command.user() + " stands after " + previous);
    }
  }

  /**
   * Judges.
   *
   * @param sent the numbers of all lines that were sent
   */
  public void finish(Set<Long> sent) {
    for (long number : sent) {
      List<FinishedCommand> heard = answers.getOrDefault(number, List.of());
      List<ReplayedCommand> logged = entries.getOrDefault(number, List.of());
      if (heard.size() != 1) {
        findings.add(
            Kind.UNANSWERED, number, "command " + number + " has " + heard.size() + " answers");
      }
      if (logged.size() > 1) {
        findings.add(
            Kind.DUPLICATED,
            number,
            "command " + number + " stands " + logged.size() + " times in the audit log");
      }
      heard.forEach(answer -> check(answer, logged));
    }
    checkNothingElse(sent);
    checkLogOrder();
  }

  private void check(FinishedCommand answer, List<ReplayedCommand> logged) {
    long number = answer.lineNumber();
    Reply reply = answer.result().reply();
    switch (answer.result().kind()) {
      case DONE -> checkAcknowledged(answer, logged);
      case REJECTED -> {
        if (reply.getLogIndex() > 0) {
          checkAcknowledged(answer, logged);
        } else {
          checkNothingHappened(number, reply, logged);
        }
      }
      case RETRY -> {
        findings.add(
            Kind.UNANSWERED, number, "command " + number + " was given up: " + said(reply));
        checkNothingHappened(number, reply, logged);
      }
      case UNKNOWN ->
          findings.add(
              Kind.UNANSWERED,
              number,
              "command " + number + " is of unknown outcome: " + said(reply));
    }
  }

  private void checkNothingHappened(long number, Reply reply, List<ReplayedCommand> logged) {
    if (!logged.isEmpty()) {
      findings.add(
          Kind.REPLY,
          number,
          "command "
              + number
              + " was sent back ("
              + said(reply)
              + "), but stands in the audit log");
    }
  }

  private void checkAcknowledged(FinishedCommand answer, List<ReplayedCommand> logged) {
    long number = answer.lineNumber();
    if (logged.isEmpty()) {
      findings.add(
          Kind.LOST,
          number,
          "command "
              + number
              + " was acknowledged at log index "
              + answer.result().reply().getLogIndex()
              + ", but is not in the audit log");
      return;
    }
    comparison.compare(answer.command(), answer.result(), logged.get(0));
  }

  private void checkNothingElse(Set<Long> sent) {
    Set<Long> others = new HashSet<>(entries.keySet());
    others.removeAll(sent);
    for (long number : others) {
      findings.add(
          Kind.EVENT, number, "the audit log has command " + number + ", which nobody sent");
    }
  }

  /** The log indexes of the replies must rise along the audit log. */
  private void checkLogOrder() {
    long latest = 0;
    for (long number : inLogOrder) {
      for (FinishedCommand answer : answers.getOrDefault(number, List.of())) {
        long logIndex = answer.result().reply().getLogIndex();
        if (logIndex > 0 && logIndex < latest) {
          findings.add(
              Kind.ORDER,
              number,
              "command " + number + " of log index " + logIndex + " stands after " + latest);
        }
        latest = Math.max(latest, logIndex);
      }
    }
  }

  private static String said(Reply reply) {
    return reply.getCode() + (reply.getMessage().isEmpty() ? "" : ": " + reply.getMessage());
  }
}
