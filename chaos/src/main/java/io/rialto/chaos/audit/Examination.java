package io.rialto.chaos.audit;

import io.rialto.proto.trading.Summary;
import io.rialto.workloads.FinishedCommand;
import java.io.InputStream;
import java.util.Set;

/**
 * The examination of a whole run: what clients heard, the audit log, and the accounts that a node
 * reports at the log's last index, each against the other. Give it all answers, then the log, then
 * all accounts, then conclude. Not thread-safe.
 */
public final class Examination {

  private final Findings findings = new Findings();
  private final ReplyCheck replies = new ReplyCheck(findings);
  private final AuditReplay replay = new AuditReplay(findings, false, replies::replayed);
  private final AccountCheck accounts = new AccountCheck(replay, findings);
  private long events;

  /** Takes what a client heard about a command. */
  public void answered(FinishedCommand command) {
    replies.answered(command);
  }

  /** Reads and replays the audit log; what cannot be read is a finding. */
  public void readLog(InputStream xml) {
    try {
      events = new AuditLogReader().read(xml, replay::accept);
    } catch (AuditLogException unreadable) {
      findings.add(Discrepancy.Kind.UNREADABLE, 0, unreadable.getMessage());
    }
    replay.finish();
  }

  /** Takes a user's account as a node reports it at the log's last index. */
  public void account(Summary summary) {
    accounts.accept(summary);
  }

  /**
   * Judges; to be called once, at the end.
   *
   * @param sent the numbers of all commands that were sent
   */
  public Findings conclude(Set<Long> sent) {
    accounts.finish();
    replies.finish(sent);
    return findings;
  }

  /** How many events the audit log holds. */
  public long events() {
    return events;
  }

  /** How many hits on the legacy quote server the audit log shows. */
  public long quotes() {
    return replay.quotesSeen();
  }

  /** How many users' accounts were compared. */
  public int users() {
    return accounts.usersCompared();
  }

  /** What the money of all users together became, by the audit log. */
  public MoneyTotals money() {
    return MoneyTotals.of(replay.accounts().values());
  }
}
