package io.rialto.chaos.run;

import io.rialto.chaos.check.HistoryCheck;
import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.NodeRuntime;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.Cleanup;
import io.rialto.chaos.fault.FaultCatalogue;
import io.rialto.chaos.fault.FaultKind;
import io.rialto.chaos.fault.Offer;
import io.rialto.chaos.fault.Preparation;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import io.rialto.chaos.report.RunReport;
import io.rialto.chaos.report.RunReport.Settings;
import io.rialto.client.cli.ClusterFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One chaos run: a cluster of its own, a workload, faults, and the judgement. Use once.
 *
 * <p>However it ends, by itself, by an exception or by a signal, no process is left behind. A
 * signal ends it early, and this process lives until it is closed: keep it open until what it came
 * to is written down.
 */
public final class ChaosRun implements AutoCloseable {

  private static final String HISTORY = "history.jsonl.gz";

  private final ChaosPlan plan;
  private final Programs programs;
  private final ChaosScreen screen;
  private final Problems problems = new Problems();
  private final Reigns reigns = new Reigns();
  private final EarlyEnd end = new EarlyEnd(this::takeAway);
  private volatile Cleanup cleanup;

  public ChaosRun(ChaosPlan plan, Programs programs, ChaosScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.screen = screen;
  }

  /** Blocks until all is done. The exception says why there can be no verdict. */
  public RunReport run() throws IOException, InterruptedException {
    Optional<String> missing = plan.cluster().lacking(programs);
    if (missing.isPresent()) {
      throw new ClusterException(missing.get());
    }
    Path data = plan.directory().resolve("data");
    Files.createDirectories(plan.directory());
    Cluster cluster =
        plan.cluster()
            .create(
                new ClusterPlan(
                    plan.directory().resolve("cluster"),
                    data,
                    plan.nodes(),
                    RunLimits.QUOTE_DELAY_SCALE,
                    plan.seed(),
                    true,
                    NodeRuntime.ofMinutes(RunLimits.nodeOptions(plan.seed()))),
                programs,
                screen::event);
    Preparation preparation = Preparation.of(cluster, plan.scenario().kinds());
    Closeable prepared = plan.keep() ? preparation::closeAndKeepData : preparation::close;
    try (Cleanup taking = Cleanup.whenClosed(cluster, prepared, data, plan.keep())) {
      cleanup = taking;
      FaultCatalogue catalogue = new FaultCatalogue(cluster, preparation);
      List<Offer> offers = plan.scenario().among(catalogue.offers());
      Map<String, String> lacking = new TreeMap<>();
      catalogue.lacking().forEach((kind, remedy) -> note(kind, remedy, lacking));
      requireSomething(offers, lacking);
      cluster.start();
      if (end.isAsked()) {
        throw new ClusterException("it was told to end before it began");
      }
      RunReport report = run(cluster, catalogue, offers, lacking);
      screen.event("stopping all processes" + (plan.keep() ? "" : " and deleting their data"));
      return report;
    }
  }

  private void note(FaultKind kind, String remedy, Map<String, String> lacking) {
    if (plan.scenario().kinds().contains(kind)) {
      lacking.put(kind.word(), remedy);
    }
  }

  /** When a run that was told to end does not. */
  private void takeAway() throws IOException {
    Cleanup begun = cleanup;
    if (begun != null) {
      begun.close();
    }
  }

  @Override
  public void close() {
    end.close();
  }

  private void requireSomething(List<Offer> offers, Map<String, String> lacking)
      throws ClusterException {
    if (offers.isEmpty()) {
      throw new ClusterException(
          plan.scenario().word() + " cannot be broken on this machine: " + lacking);
    }
  }

  private RunReport run(
      Cluster cluster, FaultCatalogue catalogue, List<Offer> offers, Map<String, String> lacking)
      throws IOException, InterruptedException {
    Path file = plan.directory().resolve(HISTORY);
    Instant startedAt = Instant.now();
    try (HistoryWriter history = HistoryWriter.create(file).closedByItsOwner()) {
      history.write(
          new HistoryRecord.RunBegan(
              history.nanos(),
              HistoryRecord.RunBegan.FORMAT_VERSION,
              startedAt.toEpochMilli(),
              plan.seed(),
              cluster.nodes(),
              true,
              EnoughWork.operationsMin(plan.seconds())));
      RunFigures figures = load(cluster, catalogue, offers, history);
      screen.event("reading all balances, hashes and audit logs");
      Optional<FinalLook.Seen> seen = look(cluster, history);
      history.write(new HistoryRecord.RunEnded(history.nanos(), problems.inShort()));
      history.close();
      screen.event("checking the history");
      CheckedHistory checked = new CheckedHistory(HistoryCheck.check(file));
      long kinds = offers.stream().map(Offer::kind).distinct().count();
      return new Conclusion(plan, figures, problems.all(), seen, checked)
          .report(settings(startedAt), (int) kinds, lacking);
    }
  }

  private Settings settings(Instant startedAt) throws InterruptedException {
    return new Settings(
        plan.scenario().word(),
        plan.scenario().title(),
        plan.seed(),
        plan.seconds(),
        plan.cluster().name().toLowerCase(Locale.ROOT),
        plan.nodes(),
        RunLimits.USERS,
        RunLimits.COMMANDS_PER_SECOND,
        Surroundings.version(ClusterFile.root()),
        Surroundings.machine(),
        startedAt.truncatedTo(ChronoUnit.SECONDS).toString(),
        plan.command());
  }

  /** Runs the workload and breaks things until the time is over; then waits until all is whole. */
  private RunFigures load(
      Cluster cluster, FaultCatalogue catalogue, List<Offer> offers, HistoryWriter history)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    LoadRecorder recorder = new LoadRecorder(start, plan.seconds());
    Strikes strikes = new Strikes(history);
    FaultSource source =
        plan.scenario().hitsInTurn() ? FaultSource.inTurn(cluster) : FaultSource.of(catalogue);
    screen.starts(plan.scenario().title(), plan.seconds());
    ScheduledExecutorService showing =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "chaos-screen"));
    try (NodeWatch watch =
            new NodeWatch(cluster, history, strikes, problems, reigns, screen::event, start);
        Workload workload = new Workload(cluster.file().endpoints(), history, recorder, plan);
        Health health = new Health(cluster, recorder, history, problems);
        Spells spells = new Spells(source, strikes, problems, screen::event, end.ending())) {
      watch.start();
      workload.start();
      long every = RunLimits.SHOW_EVERY.toMillis();
      showing.scheduleAtFixedRate(
          () -> show(recorder, strikes, start), every, every, TimeUnit.MILLISECONDS);
      Schedule schedule = new Schedule(offers, plan.scenario().atOnceMax(), plan.seed());
      breakThings(schedule, spells, health, strikes, workload);
      long stop = System.nanoTime();
      workload.stopSending();
      boolean settled = workload.settle();
      showing.shutdownNow();
      screen.ends();
      return new RunFigures(
          start,
          stop,
          end.isAsked(),
          settled,
          workload.clientsLost(),
          recorder,
          strikes.all(),
          reigns);
    } finally {
      showing.shutdownNow();
    }
  }

  private void breakThings(
      Schedule schedule, Spells spells, Health health, Strikes strikes, Workload workload)
      throws IOException, InterruptedException {
    long over = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.seconds());
    boolean whole = health.await("at the beginning");
    while (whole && !end.isAsked()) {
      Spell spell = schedule.next().within(millisUntil(over));
      if (spell.millis() < RunLimits.SPELL_MILLIS_WORTH) {
        end.ending().await(Math.max(0, millisUntil(over)), TimeUnit.MILLISECONDS);
        break;
      }
      if (!end.ending().await(spell.quietMillis(), TimeUnit.MILLISECONDS)) {
        spells.run(spell);
        whole = health.await("after it was mended");
        strikes.recovered();
      }
      workload.check();
    }
  }

  private static long millisUntil(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
  }

  private void show(LoadRecorder recorder, Strikes strikes, long start) {
    screen.now(
        new ChaosScreen.Moment(
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
            recorder.answers(),
            strikes.broken(),
            reigns.latest()));
  }

  /** Nothing if the cluster cannot be looked at any more: that is a problem of its own. */
  private Optional<FinalLook.Seen> look(Cluster cluster, HistoryWriter history)
      throws InterruptedException {
    try {
      return Optional.of(new FinalLook(cluster, history, plan.directory()).look());
    } catch (IOException e) {
      problems.add("not-readable", "balances or audit logs at the end: " + e.getMessage());
      return Optional.empty();
    }
  }
}
