package io.rialto.chaos.bench;

import io.rialto.chaos.audit.Examination;
import io.rialto.chaos.audit.FinalReading;
import io.rialto.chaos.audit.QuoteNeeds;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.cluster.QuoteProxies;
import io.rialto.chaos.cluster.QuoteSource;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.chaos.demo.SentNumbers;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.ReplayOptions;
import io.rialto.workloads.ReplayReport;
import io.rialto.workloads.Replayer;
import io.rialto.workloads.WorkloadGenerator;
import io.rialto.workloads.WorkloadLimits;
import io.rialto.workloads.WorkloadReader;
import io.rialto.workloads.WorkloadWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Replays a workload and counts what its prices cost: hits as the source counts them, against what
 * the audit log says was needed. Use once.
 */
public final class QuotesBench {

  /** As the real file of 100 users. */
  private static final int USERS = 100;

  private static final long COMMANDS = 100_000;

  private final QuotesPlan plan;
  private final Programs programs;
  private final DemoScreen screen;

  public QuotesBench(QuotesPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.screen = screen;
  }

  /** Blocks until all is done. The exception says why there are no figures. */
  public QuotesOutcome run() throws IOException, InterruptedException {
    return BenchRun.onCluster(
        folder ->
            new ClusterPlan(folder, folder, BenchLimits.NODES, plan.delayScale(), plan.seed(), true)
                .withQuotePolicy(plan.policy()),
        plan.keep(),
        programs,
        screen,
        this::measure);
  }

  private QuotesOutcome measure(ProcessCluster cluster) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path workload =
        plan.workload().isPresent() ? plan.workload().get() : generate(cluster.directory());
    SentNumbers sent = SentNumbers.of(workload);
    Examination examination = new Examination();
    try (RialtoClient client = RialtoClient.connect(ClientOptions.of(cluster.file().endpoints()));
        MidwayKills kills = new MidwayKills(cluster, plan, sent.count(), screen)) {
      long timedFrom = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.warmUpSeconds());
      PricedAnswers answers = new PricedAnswers(examination, kills, screen, timedFrom);
      ReplayReport report = replay(client, workload, sent.count(), answers);
      List<String> killed = kills.finish();
      long hits = QuoteSource.of(cluster.file()).hits();
      QuoteProxyStatus proxy = QuoteProxies.status(cluster.file());
      screen.event("reading the audit log: what was needed, and whether all is right");
      FinalReading reading = FinalReading.take(client, cluster.directory().resolve("audit.xml"));
      QuoteNeeds needs = reading.quoteNeeds();
      reading.examine(examination);
      return new QuotesOutcome(
          plan,
          report,
          hits,
          needs.needed(),
          needs.neededByTriggers(),
          answers.priceMicros(),
          proxy,
          killed,
          examination.conclude(sent.numbers()),
          new MeasuredCluster(cluster).compareReplicas().agrees(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  private Path generate(Path folder) throws IOException {
    Path file = folder.resolve("workload.txt");
    GeneratorOptions options =
        new GeneratorOptions(USERS, COMMANDS, plan.seed(), WorkloadLimits.SYMBOLS);
    try (WorkloadGenerator generator = new WorkloadGenerator(options);
        OutputStream out = Files.newOutputStream(file)) {
      new WorkloadWriter(out).writeAll(generator);
    }
    return file;
  }

  private ReplayReport replay(
      RialtoClient client, Path workload, long commands, PricedAnswers answers)
      throws IOException, InterruptedException {
    screen.workloadStarts(
        String.format(
            Locale.ROOT,
            "replaying %,d commands, %s",
            commands,
            plan.policy().name().toLowerCase(Locale.ROOT)),
        commands);
    try (WorkloadReader source = WorkloadReader.open(workload)) {
      return new Replayer(client, source, ReplayOptions.standard().withRate(plan.rate()), answers)
          .run();
    } finally {
      screen.workloadEnds();
    }
  }
}
