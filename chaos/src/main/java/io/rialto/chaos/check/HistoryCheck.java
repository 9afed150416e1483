package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditLogException;
import io.rialto.chaos.audit.AuditLogReader;
import io.rialto.chaos.audit.AuditReplay;
import io.rialto.chaos.audit.Discrepancy;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.history.HistoryRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Checks one history with the audit logs beside it. Used once; not thread-safe. */
public final class HistoryCheck {

  /** A node that differs from the majority halts with this code (docs/operating/exit-codes.md). */
  private static final int EXIT_DIVERGED = 35;

  /** An entry could not be applied. */
  private static final int EXIT_APPLY = 30;

  private final long startedNanos = System.nanoTime();
  private final Findings findings = new Findings();
  private final List<String> doubts = new ArrayList<>();
  private final Path file;
  private final int settledPerEntryMax;
  private HistoryContents history;
  private AuditLogs logs;

  private HistoryCheck(Path file, int settledPerEntryMax) {
    this.file = file;
    this.settledPerEntryMax = settledPerEntryMax;
  }

  /**
   * Checks.
   *
   * @param file the history; the audit logs that it names lie beside it
   * @throws IOException if the history cannot be read; an audit log that cannot is a doubt
   */
  public static CheckOutcome check(Path file) throws IOException {
    return new HistoryCheck(file, AuditReplay.SETTLED_PER_ENTRY_MAX).run();
  }

  /** The same for a service whose entries settle as much as is said here. */
  static CheckOutcome check(Path file, int settledPerEntryMax) throws IOException {
    return new HistoryCheck(file, settledPerEntryMax).run();
  }

  private CheckOutcome run() throws IOException {
    history = HistoryContents.read(file);
    logs = new AuditLogs(history.audits, file);
    doubts.addAll(history.doubts());
    doubts.addAll(logs.doubts());

    AccountReads reads = new AccountReads(findings, history.operations);
    LogMatch match = new LogMatch(findings, history.byNumber, reads);
    boolean simulated = history.began != null && history.began.simulatedQuotes();
    AuditReplay replay = new AuditReplay(findings, simulated, settledPerEntryMax, match::accept);
    match.follow(replay);
    LogWalk walk = new LogWalk(replay, reads, history.byNumber);
    OutcomeCheck outcomes = new OutcomeCheck(findings, history);
    boolean replayed = !logs.isEmpty() && replay(walk);
    if (replayed) {
      outcomes.check();
      doubts.addAll(outcomes.doubts());
      String strangers = match.strangers(history.isWhole());
      if (!strangers.isEmpty()) {
        doubts.add(strangers);
      }
      checkReach();
      checkWork(outcomes.acknowledged());
      logs.compare(findings);
    }
    new RealTimeCheck(findings).check(history.operations);
    new LogOrderCheck(findings).check(history.operations);
    new SessionCheck(findings).check(history.operations);
    checkReplicas();
    checkExits();
    return outcome(reads, match, walk, outcomes, replay);
  }

  private boolean replay(LogWalk walk) throws IOException {
    try (InputStream xml = new BufferedInputStream(Files.newInputStream(logs.longest()))) {
      new AuditLogReader().read(xml, walk);
      walk.finish();
      return true;
    } catch (AuditLogException unreadable) {
      doubts.add("the audit log cannot be read: " + unreadable.getMessage());
      return false;
    }
  }

  /** An audit log that ends before the last answer cannot tell of what came after it. */
  private void checkReach() {
    long latest = 0;
    for (Operation operation : history.operations) {
      if (operation.command() != null) {
        latest = Math.max(latest, operation.logIndexSeen());
      }
    }
    if (latest > logs.upToLogIndex()) {
      doubts.add(
          "the audit log goes up to log index "
              + logs.upToLogIndex()
              + " only: commands were answered up to "
              + latest);
    }
  }

  private void checkReplicas() {
    ReplicaCheck replicas = new ReplicaCheck(findings);
    replicas.check(history.statuses);
    if (history.began != null) {
      Set<String> missing = replicas.notCompared(history.began.nodes());
      if (!missing.isEmpty()) {
        doubts.add("the hashes of all nodes were not compared at one log index: " + missing);
      }
      int audits = logs.count();
      if (audits < history.began.nodes().size()) {
        doubts.add(
            "only " + audits + " of " + history.began.nodes().size() + " audit logs are there");
      }
    }
  }

  private void checkExits() {
    for (HistoryRecord.MemberExited exit : history.exits) {
      if (exit.exitCode() == EXIT_DIVERGED || exit.exitCode() == EXIT_APPLY) {
        findings.add(
            Discrepancy.Kind.DIVERGED,
            0,
            exit.member()
                + " halted at "
                + Operation.seconds(exit.nanos())
                + " with exit code "
                + exit.exitCode()
                + ": its state differs, or an entry could not be applied");
      }
    }
  }

  private void checkWork(long acknowledged) {
    long least = history.began == null ? 1 : Math.max(1, history.began.operationsMin());
    if (acknowledged < least) {
      doubts.add(
          "too little was done: "
              + acknowledged
              + " commands were acknowledged, "
              + least
              + " are needed for a verdict");
    }
  }

  private CheckOutcome outcome(
      AccountReads reads, LogMatch match, LogWalk walk, OutcomeCheck outcomes, AuditReplay replay) {
    Judgement judgement = Judgement.PASS;
    if (!findings.isEmpty()) {
      judgement = Judgement.FAIL;
    } else if (!doubts.isEmpty()) {
      judgement = Judgement.UNKNOWN;
    }
    CheckOutcome.Figures figures =
        new CheckOutcome.Figures(
            history.began == null ? 0 : history.began.seed(),
            history.operations.size(),
            history.operations.stream().filter(each -> each.command() != null).count(),
            outcomes.acknowledged(),
            outcomes.unknown(),
            outcomes.resolved(),
            outcomes.settledByLog(),
            outcomes.unsettled(),
            reads.compared(),
            history.processes.size(),
            history.faults,
            history.exits.stream().filter(exit -> !exit.wanted()).count(),
            match.commands(),
            walk.events(),
            replay.quotesSeen(),
            replay.users().size(),
            logs.count(),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos));
    return new CheckOutcome(judgement, figures, findings, violations(), List.copyOf(doubts));
  }

  /** The first of each kind; those that name a command say what was called and answered too. */
  private List<Discrepancy> violations() {
    return findings.kept().stream().map(this::withOperations).toList();
  }

  private Discrepancy withOperations(Discrepancy found) {
    StringBuilder text = new StringBuilder(found.text());
    Operation operation = found.number() == 0 ? null : history.byNumber.get(found.number());
    for (; operation != null; operation = operation.sameNumber) {
      text.append(" [").append(operation.describe()).append(']');
    }
    return new Discrepancy(found.kind(), found.number(), text.toString());
  }
}
