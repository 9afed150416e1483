package io.rialto.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.ClusterReport;
import io.rialto.chaos.cluster.NodeRuntime;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.cluster.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One cluster of three processes, a small load, and every fault that this machine can have, one
 * after the other: each must be felt, and after its healing the cluster is whole and nothing is
 * lost. {@code -Dfaults=KILL,BRIDGE} runs some of them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int SEED = 7;
  private static final int KILLED = 137;

  private final AtomicInteger symbols = new AtomicInteger();
  private ProcessCluster cluster;
  private Preparation preparation;
  private FaultCatalogue catalogue;
  private NodeStatuses statuses;
  private ConstantLoad load;
  private Offer broken;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    Path folder = Files.createTempDirectory(target, "faults-");
    cluster =
        ProcessCluster.createLinked(
            new ClusterPlan(
                folder, folder, 3, 0, SEED, true, new NodeRuntime(256, true, List.of())),
            BuiltPrograms.find(),
            line -> {});
    preparation = Preparation.of(cluster, EnumSet.allOf(FaultKind.class));
    catalogue = new FaultCatalogue(cluster, preparation);
    catalogue.lacking().forEach((kind, what) -> System.out.println(kind.word() + ": " + what));
    if (BuiltPrograms.everythingIsInstalled()) {
      assertThat(catalogue.lacking()).containsOnlyKeys(FaultKind.DUPLICATION);
    }
    cluster.start();
    statuses = new NodeStatuses(cluster.file());
    load = new ConstantLoad(cluster.file().endpoints());
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    cluster.stopByForce();
    preparation.close();
    if (load != null) {
      load.close();
      statuses.close();
    }
  }

  /** Each kind once, on its first target that shows what it does. */
  Stream<Offer> offers() {
    List<String> wanted = List.of(System.getProperty("faults", "").split(","));
    Map<FaultKind, Offer> chosen = new TreeMap<>();
    catalogue.offers().stream()
        .filter(offer -> wanted.contains("") || wanted.contains(offer.kind().name()))
        .sorted(Comparator.comparing(offer -> offer.target() == Target.ALL ? 0 : 1))
        .forEach(offer -> chosen.putIfAbsent(offer.kind(), offer));
    return chosen.values().stream();
  }

  @ParameterizedTest
  @MethodSource("offers")
  void isFeltAndHealsWithoutALoss(Offer offer) throws IOException, InterruptedException {
    assumeTrue(broken == null, () -> "not run: the cluster was left broken by " + broken);
    broken = offer;
    awaitWhole();
    Trace before = Trace.of(cluster, statuses);
    Fault fault = catalogue.prepare(offer, new Random(SEED + offer.kind().ordinal()));
    load.mark();
    long began = System.nanoTime();
    try {
      fault.inject();
      requireFelt(fault, before);
    } finally {
      fault.heal();
    }
    requireHealed(fault, before);
    awaitWhole();
    assertThat(load.lost()).as("lost").isZero();
    assertThat(load.invented()).as("invented").isZero();
    broken = null;
    System.out.printf("%5d ms: %s%n", (System.nanoTime() - began) / 1_000_000, fault.sentence());
  }

  private void awaitWhole() {
    soon().until(() -> ClusterReport.of(cluster).isHealthy());
  }

  private static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
  }

  /** While it is broken. */
  private void requireFelt(Fault fault, Trace before) throws IOException, InterruptedException {
    String first = fault.members().get(0);
    switch (fault.kind()) {
      case KILL, KILL_ALL, PROXY_KILLED, BLANK_NODE, TORN_LOG -> requireEnded(fault, KILLED);
      case SOURCE_DEAD -> {
        requireEnded(fault, KILLED);
        requireNoPrice();
      }
      case POWER_CUT -> {
        requireEnded(fault, KILLED);
        Path probe = cluster.dataDirectory(first).resolve("probe");
        assertThatThrownBy(() -> Files.createFile(probe)).isInstanceOf(IOException.class);
      }
      case FAILING_SYNC -> requireEnded(fault, 32);
      case FLIPPED_LOG -> requireEnded(fault, 36);
      case FLIPPED_STATE -> assertThat(cluster.isRunning(first)).isFalse();
      case FULL_DISK ->
          assertThat(Files.getFileStore(cluster.dataDirectory(first)).getUsableSpace())
              .isLessThan(FaultLimits.BALLAST_BYTES_MIN);
      case SLOW_DISK -> requireLateAnswers(Duration.ofMillis(FaultLimits.SLOW_SYNC_MILLIS_MIN));
      case DELAY -> requireLateAnswers(Duration.ofMillis(2 * FaultLimits.DELAY_MILLIS_MIN));
      case JITTER, LOSS, DUPLICATION -> requireAnswers();
      case SHORT_PAUSE ->
          assertThat(load.slowest()).isGreaterThan(FaultLimits.SHORT_PAUSE.dividedBy(2));
      case LONG_PAUSE, LEADER_ALONE, ONE_WAY_CUT, LEADERSHIP_TRANSFER ->
          requireAnotherLeader(first);
      case MINORITY_CUT -> soon().until(() -> !isReady(first));
      case BRIDGE -> soon().until(() -> othersAreReady(first), Boolean.FALSE::equals);
      case CLOCK_FORWARD, CLOCK_BACK ->
          soon().until(() -> said(first, "clock skew") > before.said(first, "clock skew"));
      case ROLLING_RESTART ->
          assertThat(cluster.nodes())
              .noneMatch(node -> cluster.file().node(node).processId() == before.processId(node));
      case SNAPSHOT_NOW ->
          assertThat(status(first).getSnapshotLogIndex()).isGreaterThan(before.snapshot(first));
      case SOURCE_SLOW -> {
        long asked = System.nanoTime();
        assertThat(quote().join().kind()).isEqualTo(CommandResult.Kind.DONE);
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
            .isGreaterThan(FaultLimits.SLOW_SOURCE);
      }
      case SOURCE_WRONG, SOURCE_SILENT -> requireNoPrice();
    }
  }

  private void requireEnded(Fault fault, int exitCode) throws ClusterException {
    for (String member : fault.members()) {
      assertThat(cluster.isRunning(member)).as(member + " runs").isFalse();
      soon().until(() -> cluster.exitCode(member).isPresent());
      assertThat(cluster.exitCode(member)).contains(exitCode);
    }
  }

  private void requireAnswers() {
    load.mark();
    soon().until(() -> load.answers() >= 10);
  }

  private void requireLateAnswers(Duration least) {
    requireAnswers();
    assertThat(load.quickest()).isGreaterThan(least);
  }

  private void requireAnotherLeader(String deposed) {
    soon()
        .until(
            () ->
                statuses.all().values().stream()
                    .anyMatch(
                        status ->
                            status.getReady()
                                && !status.getLeaderId().isEmpty()
                                && !status.getLeaderId().equals(deposed)));
  }

  private void requireNoPrice() {
    CompletableFuture<CommandResult> quote = quote();
    load.mark();
    requireAnswers();
    assertThat(quote).as("a price from a source that gives none").isNotDone();
  }

  /** For a symbol that nobody has asked for. */
  private CompletableFuture<CommandResult> quote() {
    int number = symbols.incrementAndGet();
    return load.quote("Q" + (char) ('A' + number / 26) + (char) ('A' + number % 26));
  }

  private boolean isReady(String node) throws InterruptedException {
    NodeStatus status = statuses.all().get(node);
    return status != null && status.getReady();
  }

  private boolean othersAreReady(String node) throws InterruptedException {
    boolean ready = true;
    for (String other : cluster.nodes()) {
      ready &= other.equals(node) || isReady(other);
    }
    return ready;
  }

  private NodeStatus status(String node) {
    return soon().until(() -> statuses.all().get(node), status -> status != null);
  }

  private long said(String member, String words) throws IOException {
    return Trace.count(cluster.log(member), words);
  }

  /** Once it is mended. */
  private void requireHealed(Fault fault, Trace before) throws IOException {
    String first = fault.members().get(0);
    switch (fault.kind()) {
      case TORN_LOG ->
          assertThat(said(first, "is torn at byte"))
              .isGreaterThan(before.said(first, "is torn at byte"));
      case SOURCE_SLOW, SOURCE_WRONG, SOURCE_SILENT, SOURCE_DEAD, PROXY_KILLED ->
          assertThat(quote().join().kind()).isEqualTo(CommandResult.Kind.DONE);
      case CLOCK_FORWARD, CLOCK_BACK ->
          soon().until(() -> said(first, "clock agrees") > before.said(first, "clock agrees"));
      default -> assertThat(cluster.running()).hasSize(cluster.members().size());
    }
  }
}
