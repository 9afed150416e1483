package io.rialto.chaos.demo;

import io.rialto.chaos.audit.Examination;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.cluster.HashComparison;
import io.rialto.workloads.ReplayReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a demo found out.
 *
 * @param lastAnswerNanos when the last command was answered
 * @param outageMillis for each kill how long nobody was answered around it
 * @param logIndex up to which the audit log, the balances and the replicas were compared
 * @param elapsedMillis from the first process to the verdict
 * @param folder where the cluster's files are, if they were kept
 */
public record DemoOutcome(
    DemoPlan plan,
    ReplayReport replay,
    List<LeaderKill> kills,
    long lastAnswerNanos,
    List<Long> outageMillis,
    Examination examination,
    Findings findings,
    HashComparison replicas,
    long logIndex,
    long elapsedMillis,
    Optional<Path> folder) {

  /** The longest time in which nobody was answered around a kill. */
  public long unavailableMillis() {
    return outageMillis.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** How many kills the workload lived through. */
  public long killsDuringTheRun() {
    return kills.stream().filter(kill -> kill.killedNanos() < lastAnswerNanos).count();
  }

  public Verdict verdict() {
    return Verdict.on(this);
  }
}
