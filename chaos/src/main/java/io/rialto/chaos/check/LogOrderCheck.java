package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One order of everything: log indexes rise along the audit log, log time and term along the log
 * indexes, and what one client sent for one user stands in the order in which it was sent.
 */
final class LogOrderCheck {

  /** What an answer says of the entry at a log index; the term is 0 where it says none. */
  private record Point(long logIndex, long logTimeMillis, long term, Operation operation) {}

  private record Line(String owner, String user) {}

  private final Findings findings;

  LogOrderCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Operation> operations) {
    checkIndexes(operations);
    checkPoints(operations);
    checkUsers(operations);
  }

  private void checkIndexes(List<Operation> operations) {
    Operation before = null;
    for (Operation operation : inLog(operations)) {
      if (operation.settledReply() == null) {
        continue;
      }
      if (before != null
          && before.settledReply().getLogIndex() > operation.settledReply().getLogIndex()) {
        findings.add(
            Kind.ORDER,
            number(operation),
            "command "
                + number(operation)
                + " of log index "
                + operation.settledReply().getLogIndex()
                + " stands in the audit log after one of log index "
                + before.settledReply().getLogIndex()
                + ": "
                + before.describe());
      }
      before = operation;
    }
  }

  private static List<Operation> inLog(List<Operation> operations) {
    return operations.stream()
        .filter(operation -> operation.position > 0)
        .sorted(Comparator.comparingInt(operation -> operation.position))
        .toList();
  }

  private void checkPoints(List<Operation> operations) {
    List<Point> points = new ArrayList<>();
    for (Operation operation : operations) {
      Point point = point(operation);
      if (point != null) {
        points.add(point);
      }
    }
    points.sort(Comparator.comparingLong(Point::logIndex));
    long term = 0;
    Point before = null;
    for (Point point : points) {
      if (before != null) {
        compareTimes(before, point);
      }
      if (point.term != 0 && point.term < term) {
        report(before, point, "has term " + point.term + " after term " + term);
      }
      term = Math.max(term, point.term);
      before = point;
    }
  }

  private static Point point(Operation operation) {
    if (operation.answer instanceof Answer.OfRead read && read.reply().getLogIndex() > 0) {
      return new Point(read.reply().getLogIndex(), read.reply().getLogTimeMillis(), 0, operation);
    }
    Reply reply = operation.command() == null ? null : operation.settledReply();
    return reply == null
        ? null
        : new Point(reply.getLogIndex(), reply.getLogTimeMillis(), reply.getTerm(), operation);
  }

  private void compareTimes(Point before, Point now) {
    boolean backwards = now.logTimeMillis < before.logTimeMillis;
    boolean twoTimes = now.logIndex == before.logIndex && now.logTimeMillis != before.logTimeMillis;
    if (backwards || twoTimes) {
      report(
          before,
          now,
          "has log time " + now.logTimeMillis + " after log time " + before.logTimeMillis);
    }
  }

  private void report(Point before, Point now, String what) {
    findings.add(
        Kind.REAL_TIME,
        number(now.operation),
        "log index "
            + now.logIndex
            + " "
            + what
            + " at log index "
            + before.logIndex
            + ": "
            + before.operation.describe()
            + "; "
            + now.operation.describe());
  }

  /** What a client sent for a user is applied in the order in which it was sent. */
  private void checkUsers(List<Operation> operations) {
    Map<Line, List<Operation>> byProcess = new HashMap<>();
    Map<Line, List<Operation>> bySession = new HashMap<>();
    for (Operation operation : operations) {
      if (operation.position > 0 && operation.call instanceof Call.Submit submit) {
        String user = submit.command().getUser();
        byProcess
            .computeIfAbsent(new Line(operation.process, user), line -> new ArrayList<>())
            .add(operation);
        CommandResult result = operation.result();
        if (result != null && result.session() != 0) {
          bySession
              .computeIfAbsent(
                  new Line(Long.toString(result.session()), user), line -> new ArrayList<>())
              .add(operation);
        }
      }
    }
    byProcess.values().forEach(this::checkSent);
    bySession.values().forEach(this::checkSequences);
  }

  private void checkSent(List<Operation> line) {
    List<Operation> handed =
        line.stream().sorted(Comparator.comparingLong(each -> each.handedNanos)).toList();
    line.sort(Comparator.comparingLong(each -> each.invokedNanos));
    Operation furthest = null;
    int next = 0;
    for (Operation operation : line) {
      while (next < handed.size() && handed.get(next).handedNanos < operation.invokedNanos) {
        Operation sent = handed.get(next++);
        furthest = furthest == null || sent.position > furthest.position ? sent : furthest;
      }
      if (furthest != null && furthest.position > operation.position) {
        reportUser(operation, furthest);
      }
    }
  }

  private void checkSequences(List<Operation> line) {
    line.sort(Comparator.comparingLong(each -> each.result().sequence()));
    for (int i = 1; i < line.size(); i++) {
      if (line.get(i).position < line.get(i - 1).position) {
        reportUser(line.get(i), line.get(i - 1));
      }
    }
  }

  private void reportUser(Operation later, Operation earlier) {
    findings.add(
        Kind.ORDER,
        number(later),
        "the same user's commands changed places: command "
            + number(later)
            + " was sent after, and stands before: "
            + earlier.describe());
  }

  private static long number(Operation operation) {
    return operation.command() == null ? 0 : operation.command().getNumber();
  }
}
