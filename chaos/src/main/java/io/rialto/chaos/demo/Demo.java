package io.rialto.chaos.demo;

import io.rialto.chaos.audit.Examination;
import io.rialto.chaos.audit.FinalReading;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.HashComparison;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.report.AnswerTimes;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.workloads.ReplayOptions;
import io.rialto.workloads.ReplayReport;
import io.rialto.workloads.Replayer;
import io.rialto.workloads.WorkloadReader;
import io.rialto.workloads.WorkloadSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs a demo: cluster up, workload, leaders killed on the way, everything examined, cluster down.
 * Use once.
 *
 * <p>However it ends, by itself, by an exception or by a signal, no process is left behind.
 */
public final class Demo {

  private final DemoPlan plan;
  private final Programs programs;
  private final DemoScreen screen;
  private final Examination examination = new Examination();

  public Demo(DemoPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.screen = screen;
  }

  /** Blocks until all is done. The exception says why there can be no verdict. */
  public DemoOutcome run() throws IOException, InterruptedException {
    long started = System.nanoTime();
    SentNumbers sent = SentNumbers.of(plan.workload());
    Path folder = Files.createTempDirectory("rialto-demo-");
    ProcessCluster cluster =
        ProcessCluster.create(
            new ClusterPlan(folder, folder, plan.nodes(), plan.delayScale(), plan.seed(), true),
            programs,
            screen::event);
    try (Cleanup cleanup = Cleanup.of(cluster, folder, plan.keep())) {
      cluster.start();
      DemoOutcome outcome = run(cluster, sent, started);
      screen.event(
          "stopping all processes" + (cleanup.keepsFolder() ? "" : " and deleting their data"));
      return outcome;
    }
  }

  private DemoOutcome run(ProcessCluster cluster, SentNumbers sent, long started)
      throws IOException, InterruptedException {
    KillSchedule schedule = new KillSchedule(sent.count(), plan.kills());
    try (RialtoClient client = RialtoClient.connect(ClientOptions.of(cluster.file().endpoints()));
        LeaderKiller killer = new LeaderKiller(cluster, schedule, screen::event)) {
      RunRecorder recorder = new RunRecorder(schedule, killer::killNext, screen::workloadProgress);
      ReplayReport report = replay(client, recorder, schedule);
      List<LeaderKill> kills = killer.finish();
      long logIndex = examine(client, recorder, cluster.directory().resolve("audit.xml"));
      screen.event("comparing the replicas");
      HashComparison replicas = compareReplicas(cluster, logIndex);
      Findings findings = examination.conclude(sent.numbers());
      return new DemoOutcome(
          plan,
          report,
          kills,
          recorder.lastAnswerNanos(),
          outages(recorder.answeredNanos(), kills),
          examination,
          findings,
          replicas,
          logIndex,
          (System.nanoTime() - started) / 1_000_000,
          plan.keep() ? Optional.of(cluster.directory()) : Optional.empty());
    }
  }

  private ReplayReport replay(RialtoClient client, RunRecorder recorder, KillSchedule schedule)
      throws IOException, InterruptedException {
    screen.workloadStarts(
        String.format(
            Locale.ROOT, "replaying %s: %,d commands", shown(plan.workload()), schedule.commands()),
        schedule.commands());
    try (WorkloadSource source =
        new PacedWorkload(WorkloadReader.open(plan.workload()), schedule)) {
      return new Replayer(client, source, ReplayOptions.standard(), recorder).run();
    } finally {
      screen.workloadEnds();
    }
  }

  /** Reads all balances and the audit log up to the same log index, and replays the latter. */
  private long examine(RialtoClient client, RunRecorder recorder, Path auditLog)
      throws IOException {
    screen.event("reading all balances and the audit log at one log index");
    FinalReading reading = FinalReading.take(client, auditLog);
    screen.event("replaying the audit log");
    recorder.finished().forEach(examination::answered);
    reading.examine(examination);
    return reading.logIndex();
  }

  private HashComparison compareReplicas(ProcessCluster cluster, long logIndex)
      throws ClusterException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      return cluster.awaitHashes(statuses, logIndex);
    }
  }

  private static List<Long> outages(long[] answeredNanos, List<LeaderKill> kills) {
    AnswerTimes answers = new AnswerTimes(answeredNanos);
    return kills.stream()
        .map(kill -> answers.longestGapMillis(kill.killedNanos(), kill.succeededNanos()))
        .toList();
  }

  /** As a user would type it. */
  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }
}
