package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import io.rialto.proto.quotes.SpeedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cluster of detached processes on the loopback interface. Everything that it must know to go on
 * after the launcher's end is in its directory, so another launcher can take it over at any time.
 *
 * <p>A stop may come at any moment, also during a start: from then on nothing is launched.
 */
public final class ProcessCluster implements Cluster {

  public static final String QUOTE_PROXY = "quote-proxy";
  public static final String QUOTE_SIMULATOR = "quote-simulator";

  private final Path directory;
  private final Programs programs;
  private final Consumer<String> progress;
  private final Guardian guardian;
  private final NodeRuntime nodeRuntime;
  private final Site site;

  private ClusterFile file;
  private ProcessLedger ledger;
  private final MemberWait watch = new MemberWait(this);
  private final Map<String, Process> children = new HashMap<>();
  private final Map<String, Map<String, String>> environments = new HashMap<>();
  private List<String> quoteProxyOptions = List.of();
  private boolean stopped;

  private ProcessCluster(
      Path directory,
      Programs programs,
      Consumer<String> progress,
      Guardian guardian,
      NodeRuntime nodeRuntime,
      Site site,
      ClusterFile file,
      ProcessLedger ledger) {
    this.directory = directory;
    this.programs = programs;
    this.progress = progress;
    this.guardian = guardian;
    this.nodeRuntime = nodeRuntime;
    this.site = site;
    this.file = file;
    this.ledger = ledger;
  }

  /**
   * Lays out a new cluster on free ports; starts nothing yet.
   *
   * @param progress is told what happens, a line at a time
   */
  public static ProcessCluster create(
      ClusterPlan plan, Programs programs, Consumer<String> progress) throws IOException {
    plan.refuseForeignData();
    return create(plan, ClusterLayout.onLoopback(plan), new LoopbackSite(), programs, progress);
  }

  /**
   * The same, with a network that can be hurt: the nodes' engines reach each other over links in
   * this program. Without it they are cut off, so the cluster must end with it.
   */
  public static ProcessCluster createLinked(
      ClusterPlan plan, Programs programs, Consumer<String> progress) throws IOException {
    plan.refuseForeignData();
    plan.requireGuarded();
    ClusterFile file = ClusterLayout.onLoopback(plan);
    return create(plan, file, LinkedSite.of(file, plan.seed()), programs, progress);
  }

  /**
   * The same, each node in a network namespace of its own: packets between them can be hurt. Needs
   * what {@link ClusterKind#lacking(Programs)} tells.
   */
  public static ProcessCluster createInNamespaces(
      ClusterPlan plan, Programs programs, Consumer<String> progress) throws IOException {
    plan.refuseForeignData();
    plan.requireGuarded();
    NamespaceSite site = NamespaceSite.open(plan);
    return create(plan, site.file(), site, programs, progress);
  }

  private static ProcessCluster create(
      ClusterPlan plan, ClusterFile file, Site site, Programs programs, Consumer<String> progress)
      throws IOException {
    try {
      Files.createDirectories(plan.directory());
      Files.createDirectories(plan.data());
      ProcessLedger ledger =
          new ProcessLedger(false, plan.delayScale(), plan.seed(), plan.quotePolicy(), null);
      ledger.save(plan.directory());
      file.save(plan.directory());
      Guardian guardian =
          plan.guarded() ? Guardian.start(plan.directory().resolve("guardian.log")) : null;
      return new ProcessCluster(
          plan.directory(), programs, progress, guardian, plan.nodeRuntime(), site, file, ledger);
    } catch (IOException | RuntimeException failure) {
      site.close();
      throw failure;
    }
  }

  /** Takes over a cluster that was laid out before, running or not. */
  public static ProcessCluster open(Path directory, Programs programs, Consumer<String> progress)
      throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    ClusterFile file = ClusterFile.load(absolute);
    return new ProcessCluster(
        absolute,
        programs,
        progress,
        null,
        NodeRuntime.lasting(),
        new LoopbackSite(),
        file,
        ProcessLedger.load(absolute));
  }

  @Override
  public synchronized ClusterFile file() {
    return file;
  }

  public Path directory() {
    return directory;
  }

  /** Changes where prices come from, and how they are asked for, from the next start on. */
  public synchronized void setQuotes(
      Optional<Double> delayScale, Optional<Long> seed, Optional<SpeedPolicy> policy)
      throws IOException {
    ledger =
        ledger.withQuotes(
            delayScale.orElse(ledger.delayScale()),
            seed.orElse(ledger.seed()),
            policy.orElse(ledger.quotePolicy()));
    ledger.save(directory);
  }

  /**
   * Gives the quote proxy's program further options from its next start on. Who takes the cluster
   * over does not know them.
   */
  public synchronized void setQuoteProxyOptions(List<String> options) {
    quoteProxyOptions = List.copyOf(options);
  }

  @Override
  public synchronized List<String> members() {
    List<String> members = new ArrayList<>();
    file.nodes().forEach(node -> members.add(node.id()));
    if (file.quoteProxy() != null) {
      members.add(QUOTE_PROXY);
    }
    if (file.quoteSimulator() != null) {
      members.add(QUOTE_SIMULATOR);
    }
    return members;
  }

  @Override
  public synchronized boolean isRunning(String member) {
    return ledger.isRunning(member);
  }

  @Override
  public synchronized Optional<Integer> exitCode(String member) throws ClusterException {
    requireMember(member);
    Process child = children.get(member);
    return child == null ? Optional.empty() : Launch.exitCode(child);
  }

  @Override
  public Path dataDirectory(String node) {
    return Path.of(file().node(node).data());
  }

  @Override
  public Optional<Network> network() {
    return site.network();
  }

  @Override
  public synchronized void setEnvironment(String member, Map<String, String> variables)
      throws ClusterException {
    requireMember(member);
    environments.put(member, Map.copyOf(variables));
  }

  /** The members whose processes run. */
  public List<String> running() {
    return members().stream().filter(this::isRunning).toList();
  }

  @Override
  public Path log(String member) throws ClusterException {
    requireMember(member);
    return directory.resolve(member + ".log");
  }

  @Override
  public void start() throws ClusterException, InterruptedException {
    launchIfDown(QUOTE_SIMULATOR);
    launchIfDown(QUOTE_PROXY);
    Path keys = Programs.quoteKeys(file());
    watch.await("the quote proxy's key", List.of(QUOTE_PROXY), () -> Files.exists(keys));
    List<String> nodes = nodes();
    for (String node : nodes) {
      launchIfDown(node);
    }
    watch.awaitService(progress);
    remember(true);
  }

  private void launchIfDown(String member) throws ClusterException {
    if (!isRunning(member)) {
      launch(member);
    }
  }

  @Override
  public void launch(String member) throws ClusterException {
    launch(member, !isBootstrapped());
  }

  @Override
  public void launchBlank(String node) throws ClusterException {
    launch(node, true);
  }

  private synchronized boolean isBootstrapped() {
    return ledger.bootstrapped();
  }

  private synchronized void launch(String member, boolean bootstrap) throws ClusterException {
    requireMember(member);
    if (stopped) {
      throw new ClusterException("the cluster is being stopped");
    }
    if (isRunning(member)) {
      throw new ClusterException(member + " is running already");
    }
    if (site.sharesPorts(member)) {
      ClusterLayout.requireFreePorts(file, member);
    }
    Process started =
        Launch.start(
            command(member, bootstrap),
            environments.getOrDefault(member, Map.of()),
            directory,
            log(member));
    ProcessMark process = ProcessMark.of(started.toHandle());
    children.put(member, started);
    if (guardian != null) {
      guardian.watch(process);
    }
    ledger = ledger.with(member, process);
    file = ClusterLayout.withProcess(file, member, process.processId());
    remember(ledger.bootstrapped());
    progress.accept("started " + member + " (process " + process.processId() + ")");
  }

  private List<String> command(String member, boolean bootstrap) {
    List<String> program =
        switch (member) {
          case QUOTE_SIMULATOR -> programs.simulator(file, ledger);
          case QUOTE_PROXY -> programs.proxy(file, ledger.quotePolicy(), quoteProxyOptions);
          default -> programs.node(file, file.node(member), nodeRuntime, bootstrap, site);
        };
    List<String> command = new ArrayList<>(site.commandPrefix(member));
    command.addAll(program);
    return command;
  }

  private synchronized void remember(boolean bootstrapped) throws ClusterException {
    if (bootstrapped) {
      ledger = ledger.afterBootstrap();
    }
    try {
      ledger.save(directory);
      file.save(directory);
    } catch (IOException e) {
      throw new ClusterException("could not write into " + directory + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() throws ClusterException {
    try (site) {
      OrderlyEnd.of(beginStop(), progress);
      endGuard();
    }
  }

  @Override
  public void stopByForce() throws ClusterException {
    if (JavaRuntime.isTraining()) {
      stop();
      return;
    }
    try (site) {
      for (ProcessMark process : beginStop()) {
        process.kill();
      }
      endGuard();
    }
  }

  private synchronized List<ProcessMark> beginStop() {
    stopped = true;
    return List.copyOf(ledger.processes().values());
  }

  private void endGuard() throws ClusterException {
    if (guardian != null) {
      guardian.close();
    }
  }

  @Override
  public void kill(String member) throws ClusterException {
    ProcessMark process = runningProcess(member);
    process.kill();
    release(process);
  }

  @Override
  public void terminate(String member) throws ClusterException {
    ProcessMark process = runningProcess(member);
    OrderlyEnd.of(List.of(process), progress);
    release(process);
  }

  private void release(ProcessMark process) throws ClusterException {
    if (guardian != null) {
      guardian.release(process);
    }
  }

  @Override
  public void pause(String member) throws ClusterException {
    runningProcess(member).signal(ProcessMark.Signal.STOP);
  }

  @Override
  public void resume(String member) throws ClusterException {
    runningProcess(member).signal(ProcessMark.Signal.CONT);
  }

  private synchronized ProcessMark runningProcess(String member) throws ClusterException {
    requireMember(member);
    if (!ledger.isRunning(member)) {
      throw new ClusterException(member + " is not running");
    }
    return ledger.processes().get(member);
  }

  /** Null if the member was never started. */
  private synchronized ProcessMark latestProcess(String member) {
    return ledger.processes().get(member);
  }

  @Override
  public boolean isPaused(String member) {
    ProcessMark process = latestProcess(member);
    return process != null && process.isRunning() && process.isPaused();
  }

  private void requireMember(String member) throws ClusterException {
    if (!members().contains(member)) {
      throw new ClusterException(
          "no " + member + " in this cluster; there are " + String.join(", ", members()));
    }
  }

  /** Waits until every node has applied a log entry; returns what each holds after it. */
  public HashComparison awaitHashes(NodeStatuses statuses, long logIndex)
      throws ClusterException, InterruptedException {
    List<String> nodes = nodes();
    watch.await(
        "all nodes to reach log index " + logIndex,
        nodes,
        () -> statuses.countAt(logIndex) == nodes.size());
    return statuses.hashesAt(logIndex);
  }
}
