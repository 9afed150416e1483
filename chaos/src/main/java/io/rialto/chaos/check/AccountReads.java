package io.rialto.chaos.check;

import io.rialto.chaos.audit.AccountComparison;
import io.rialto.chaos.audit.AuditReplay;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.audit.ReplayedAccount;
import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reads of the history, in log order, and their comparison with the replay's accounts. */
final class AccountReads {

  /** A read that showed a state of the log. */
  record Shown(long logIndex, long logTimeMillis, Operation operation) {}

  private final Findings findings;
  private final List<Shown> shown = new ArrayList<>();
  private long compared;

  AccountReads(Findings findings, List<Operation> operations) {
    this.findings = findings;
    for (Operation operation : operations) {
      if (operation.answer instanceof Answer.OfRead read && read.reply().getLogIndex() > 0) {
        SummaryReply reply = read.reply();
        shown.add(new Shown(reply.getLogIndex(), reply.getLogTimeMillis(), operation));
      } else if (operation.accounts != null
          && !operation.accounts.isEmpty()
          && HistoryContents.isWhole(operation)) {
        SummaryReply first = operation.accounts.get(0);
        shown.add(new Shown(first.getLogIndex(), first.getLogTimeMillis(), operation));
      }
    }
    shown.sort(Comparator.comparingLong(Shown::logTimeMillis).thenComparingLong(Shown::logIndex));
  }

  /** All, by log time and log index. */
  List<Shown> inOrder() {
    return shown;
  }

  /** How many accounts were compared. */
  long compared() {
    return compared;
  }

  /** What differs between a read and the replay as it is now; empty if nothing does. */
  Optional<String> difference(Shown read, AuditReplay replay) {
    if (read.operation.call instanceof Call.Read one) {
      SummaryReply reply = ((Answer.OfRead) read.operation.answer).reply();
      return reply.getCode() == ResultCode.UNKNOWN_USER
          ? unknown(one.user(), replay)
          : difference(reply, replay);
    }
    Set<String> users = new HashSet<>();
    for (SummaryReply reply : read.operation.accounts) {
      Optional<String> difference = difference(reply, replay);
      if (difference.isPresent()) {
        return difference;
      }
      users.add(reply.getSummary().getUser());
    }
    return replay.users().stream()
        .filter(user -> !users.contains(user))
        .findFirst()
        .map(user -> "user " + user + " is missing");
  }

  private static Optional<String> unknown(String user, AuditReplay replay) {
    return replay.account(user) == null
        ? Optional.empty()
        : Optional.of("user " + user + " exists by the audit log, and was answered as unknown");
  }

  private static Optional<String> difference(SummaryReply reply, AuditReplay replay) {
    Summary summary = reply.getSummary();
    ReplayedAccount account = replay.account(summary.getUser());
    if (account == null) {
      return Optional.of("user " + summary.getUser() + " does not exist by the audit log");
    }
    if (replay.isDoubtful(summary.getUser())) {
      return Optional.empty();
    }
    return difference(summary, account, reply.getLogTimeMillis());
  }

  private static Optional<String> difference(
      Summary summary, ReplayedAccount account, long logTimeMillis) {
    List<String> differences = AccountComparison.differences(summary, account, logTimeMillis);
    return differences.isEmpty()
        ? AccountComparison.transactionDifference(summary, account)
        : Optional.of(String.join("; ", differences));
  }

  /** An account that a command's reply shows. */
  void compare(Operation operation, Summary summary, ReplayedAccount account, long logTimeMillis) {
    compared++;
    difference(summary, account, logTimeMillis)
        .ifPresent(text -> report(operation, text, summary, account));
  }

  /** Notes what a read showed and no state at its log index has. */
  void report(Shown read, String difference, AuditReplay replay) {
    Summary summary =
        read.operation.answer instanceof Answer.OfRead one
            ? one.reply().getSummary()
            : read.operation.accounts.stream()
                .map(SummaryReply::getSummary)
                .filter(each -> difference.startsWith("user " + each.getUser() + " "))
                .findFirst()
                .orElse(Summary.getDefaultInstance());
    report(read.operation, difference, summary, replay.account(summary.getUser()));
  }

  void held() {
    compared++;
  }

  private void report(
      Operation operation, String difference, Summary summary, ReplayedAccount account) {
    long number = operation.command() == null ? 0 : operation.command().getNumber();
    findings.add(Kind.READ, number, operation.describe() + ": " + difference);
    if (account != null) {
      AccountComparison.moneyMissing(summary, account)
          .ifPresent(text -> findings.add(Kind.CONSERVATION, number, text));
    }
  }
}
