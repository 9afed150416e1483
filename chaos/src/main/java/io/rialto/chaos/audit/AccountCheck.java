package io.rialto.chaos.audit;

import io.rialto.proto.trading.Summary;
import java.util.HashSet;
import java.util.Set;

/**
 * Compares the accounts that a node reports with those that follow from the audit log up to the
 * same log index, and with the money and shares that ever came in. Not thread-safe.
 */
public final class AccountCheck {

  private final AuditReplay replay;
  private final Findings findings;
  private final Set<String> reported = new HashSet<>();

  public AccountCheck(AuditReplay replay, Findings findings) {
    this.replay = replay;
    this.findings = findings;
  }

  /** Takes one user's account as a node reports it. */
  public void accept(Summary summary) {
    String user = summary.getUser();
    ReplayedAccount account = replay.account(user);
    if (account == null) {
      balance(user, "an account", "of which the audit log knows nothing", "");
      return;
    }
    if (!reported.add(user)) {
      balance(user, "an account", "reported twice", "once");
    }
    if (replay.isDoubtful(user)) {
      return;
    }
    // The summary's own log time is not known here; it is not earlier than the log's last event.
    long logTimeMillis = replay.logTimeMillis();
    for (String difference : AccountComparison.differences(summary, account, logTimeMillis)) {
      findings.add(Discrepancy.Kind.BALANCE, 0, difference);
    }
    checkMoneyConserved(summary, account);
  }

  /** Takes the end of the report: who is in the audit log must have been in it. */
  public void finish() {
    for (String user : replay.users()) {
      if (!reported.contains(user)) {
        balance(user, "an account", "not reported", "one");
      }
    }
  }

  /** How many users were compared. */
  public int usersCompared() {
    return reported.size();
  }

  private void checkMoneyConserved(Summary summary, ReplayedAccount account) {
    AccountComparison.moneyMissing(summary, account)
        .ifPresent(text -> findings.add(Discrepancy.Kind.CONSERVATION, 0, text));
  }

  private void balance(String user, String what, String found, String wanted) {
    findings.add(
        Discrepancy.Kind.BALANCE,
        0,
        "user " + user + " has " + what + " " + found + "; by the audit log it is " + wanted);
  }
}
