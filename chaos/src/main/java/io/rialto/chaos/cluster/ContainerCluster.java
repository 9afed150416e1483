package io.rialto.chaos.cluster;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cluster of containers of this machine's engine. Each start of a member is a container of its
 * own, with the member's name and address, on the member's data: a folder of this machine that is
 * at the same place inside. All ends with this process.
 *
 * <p>Nodes can be cut apart where this user may change their networks ({@link PacketFilter}).
 */
public final class ContainerCluster implements Cluster {

  private final ClusterPlan plan;
  private final Consumer<String> progress;
  private final ContainerEngine engine;
  private final ContainerNetwork bridge;
  private final Optional<PacketFilter> filter;
  private final String image;
  private final String user;
  private final Map<String, String> addresses;

  private ClusterFile file;
  private final Map<String, String> containers = new HashMap<>();
  private final Map<String, ContainerLog> logs = new HashMap<>();
  private final Map<String, Integer> exitCodes = new HashMap<>();
  private final Map<String, Map<String, String>> environments = new HashMap<>();
  private boolean bootstrapped;
  private boolean stopped;

  private ContainerCluster(
      ClusterPlan plan,
      Consumer<String> progress,
      ContainerEngine engine,
      ContainerNetwork bridge,
      String image,
      String user,
      Map<String, String> addresses,
      ClusterFile file) {
    this.plan = plan;
    this.progress = progress;
    this.engine = engine;
    this.bridge = bridge;
    this.image = image;
    this.user = user;
    this.addresses = addresses;
    this.file = file;
    Map<String, String> nodes = new TreeMap<>(addresses);
    nodes.keySet().retainAll(nodes());
    this.filter =
        PacketFilter.lacking().isPresent()
            ? Optional.empty()
            : Optional.of(new PacketFilter(nodes, this::processId));
  }

  /** What this machine lacks for containers, and how to have it; empty if nothing. */
  public static Optional<String> lacking(Programs programs) {
    return ContainerEngine.lacking().or(() -> ContainerImage.lackingBase(programs));
  }

  /**
   * Lays out a new cluster, with a network of its own; starts nothing yet.
   *
   * @param progress is told what happens, a line at a time
   */
  public static ContainerCluster create(
      ClusterPlan plan, Programs programs, Consumer<String> progress) throws IOException {
    plan.requireGuarded();
    Files.createDirectories(plan.directory());
    Files.createDirectories(plan.data());
    ContainerEngine engine = ContainerEngine.connect();
    engine.sweep();
    String image = new ContainerImage(engine, progress).of(programs);
    ContainerNetwork bridge =
        ContainerNetwork.create(
            engine, "rialto-" + Long.toHexString(System.nanoTime()) + "-" + plan.nodes());
    try {
      Map<String, String> addresses = addresses(plan, bridge);
      ClusterFile file = ClusterLayout.of(plan, addresses::get);
      file.save(plan.directory());
      String user =
          Files.getAttribute(plan.directory(), "unix:uid")
              + ":"
              + Files.getAttribute(plan.directory(), "unix:gid");
      ContainerCluster cluster =
          new ContainerCluster(plan, progress, engine, bridge, image, user, addresses, file);
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::clearAtExit, "containers"));
      return cluster;
    } catch (IOException | RuntimeException failure) {
      bridge.close();
      throw failure;
    }
  }

  private static Map<String, String> addresses(ClusterPlan plan, ContainerNetwork bridge) {
    Map<String, String> addresses = new HashMap<>();
    for (int i = 1; i <= plan.nodes(); i++) {
      addresses.put("n" + i, bridge.address(i));
    }
    addresses.put(ProcessCluster.QUOTE_PROXY, bridge.address(plan.nodes() + 1));
    addresses.put(ProcessCluster.QUOTE_SIMULATOR, bridge.address(plan.nodes() + 2));
    return Map.copyOf(addresses);
  }

  /** Finds nothing to do after a regular end. */
  private void clearAtExit() {
    try {
      stopByForce();
    } catch (ClusterException e) {
      System.err.println("clearing containers away: " + e.getMessage());
    }
  }

  @Override
  public synchronized ClusterFile file() {
    return file;
  }

  @Override
  public List<String> members() {
    List<String> members = new ArrayList<>(nodes());
    members.add(ProcessCluster.QUOTE_PROXY);
    members.add(ProcessCluster.QUOTE_SIMULATOR);
    return members;
  }

  private synchronized Optional<ContainerState> state(String member) {
    return Optional.ofNullable(containers.get(member)).flatMap(engine::state);
  }

  @Override
  public boolean isRunning(String member) {
    return state(member).map(ContainerState::getRunning).orElse(false);
  }

  @Override
  public boolean isPaused(String member) throws ClusterException {
    requireMember(member);
    return state(member).map(ContainerState::getPaused).orElse(false);
  }

  @Override
  public synchronized Optional<Integer> exitCode(String member) throws ClusterException {
    requireMember(member);
    return state(member)
        .map(state -> state.getRunning() ? null : Math.toIntExact(state.getExitCodeLong()))
        .or(() -> Optional.ofNullable(exitCodes.get(member)));
  }

  /** The process of a member that runs, as this machine numbers it. */
  private Optional<Long> processId(String member) {
    return state(member).filter(ContainerState::getRunning).map(ContainerState::getPidLong);
  }

  @Override
  public Path dataDirectory(String node) {
    return Path.of(file().node(node).data());
  }

  @Override
  public Path log(String member) throws ClusterException {
    requireMember(member);
    return plan.directory().resolve(member + ".log");
  }

  @Override
  public Optional<Network> network() {
    return filter.map(Function.identity());
  }

  @Override
  public String networkRemedy() {
    return PacketFilter.lacking().orElseGet(Cluster.super::networkRemedy);
  }

  @Override
  public void start() throws ClusterException, InterruptedException {
    MemberWait watch = new MemberWait(this);
    launchIfDown(ProcessCluster.QUOTE_SIMULATOR);
    launchIfDown(ProcessCluster.QUOTE_PROXY);
    Path keys = Programs.quoteKeys(file());
    watch.await(
        "the quote proxy's key", List.of(ProcessCluster.QUOTE_PROXY), () -> Files.exists(keys));
    for (String node : nodes()) {
      launchIfDown(node);
    }
    watch.awaitService(progress);
    afterBootstrap();
  }

  private synchronized void afterBootstrap() {
    bootstrapped = true;
  }

  private void launchIfDown(String member) throws ClusterException {
    if (!isRunning(member)) {
      launch(member);
    }
  }

  @Override
  public synchronized void launch(String member) throws ClusterException {
    launch(member, !bootstrapped);
  }

  @Override
  public synchronized void launchBlank(String node) throws ClusterException {
    launch(node, true);
  }

  private void launch(String member, boolean bootstrap) throws ClusterException {
    requireMember(member);
    if (stopped) {
      throw new ClusterException("the cluster is being stopped");
    }
    if (isRunning(member)) {
      throw new ClusterException(member + " is running already");
    }
    bury(member);
    exitCodes.remove(member);
    String container = engine.run(order(member, bootstrap));
    containers.put(member, container);
    logs.put(member, ContainerLog.follow(engine.client(), container, log(member)));
    long processId = processId(member).orElse(0L);
    if (filter.isPresent() && nodes().contains(member)) {
      filter.get().apply(member);
    }
    file = ClusterLayout.withProcess(file, member, processId);
    save();
    progress.accept("started " + member + " (container " + container.substring(0, 12) + ")");
  }

  private void save() throws ClusterException {
    try {
      file.save(plan.directory());
    } catch (IOException e) {
      throw new ClusterException(
          "could not write into " + plan.directory() + ": " + e.getMessage(), e);
    }
  }

  private ContainerEngine.Order order(String member, boolean bootstrap) throws ClusterException {
    return new ContainerEngine.Order(
        file.clusterId() + "-" + member,
        image,
        bridge.id(),
        addresses.get(member),
        user,
        words(member, bootstrap),
        environment(member),
        folders(member));
  }

  private List<String> words(String member, boolean bootstrap) {
    return switch (member) {
      case ProcessCluster.QUOTE_SIMULATOR ->
          Programs.simulatorWords(file, plan.seed(), plan.delayScale());
      case ProcessCluster.QUOTE_PROXY -> Programs.proxyWords(file, plan.quotePolicy());
      default ->
          Programs.nodeWords(
              file,
              file.node(member),
              plan.nodeRuntime(),
              bootstrap,
              (from, to) -> to.raftEndpoint());
    };
  }

  private List<String> environment(String member) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("RIALTO_JVM_OPTIONS", String.join(" ", JavaRuntime.flags(runtime(member))));
    variables.putAll(environments.getOrDefault(member, Map.of()));
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .collect(Collectors.toList());
  }

  private Optional<NodeRuntime> runtime(String member) {
    return nodes().contains(member) ? Optional.of(plan.nodeRuntime()) : Optional.empty();
  }

  /**
   * The cluster's directory for reading, with whatever was laid down there for the members, and its
   * own data for writing.
   */
  private List<ContainerEngine.Folder> folders(String member) throws ClusterException {
    List<ContainerEngine.Folder> folders = new ArrayList<>();
    folders.add(new ContainerEngine.Folder(plan.directory(), false));
    Path quotes = Path.of(file.quoteProxy().data());
    if (member.equals(ProcessCluster.QUOTE_PROXY)) {
      folders.add(new ContainerEngine.Folder(made(quotes), true));
    } else if (nodes().contains(member)) {
      folders.add(new ContainerEngine.Folder(made(quotes), false));
      folders.add(new ContainerEngine.Folder(made(dataDirectory(member)), true));
    }
    return folders;
  }

  /** What the engine makes by itself would be root's. */
  private static Path made(Path folder) throws ClusterException {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ClusterException("could not make " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Takes a member's latest container away; it runs no more. */
  private void bury(String member) throws ClusterException {
    String container = containers.get(member);
    if (container != null) {
      state(member).ifPresent(state -> remember(member, state));
      endLog(member);
      engine.remove(container);
      containers.remove(member);
    }
  }

  private void remember(String member, ContainerState state) {
    if (!state.getRunning()) {
      exitCodes.put(member, Math.toIntExact(state.getExitCodeLong()));
    }
  }

  private void endLog(String member) throws ClusterException {
    ContainerLog log = logs.remove(member);
    if (log != null) {
      log.close();
    }
  }

  @Override
  public void stop() throws ClusterException {
    List<String> running = beginStop();
    List<Thread> stops = new ArrayList<>();
    for (String member : running) {
      Thread thread = new Thread(() -> stopGently(member), "stop-" + member);
      thread.start();
      stops.add(thread);
    }
    for (Thread thread : stops) {
      join(thread);
    }
    clear();
  }

  private synchronized List<String> beginStop() {
    stopped = true;
    return List.copyOf(containers.keySet());
  }

  /** What cannot be stopped gently is removed by force afterwards. */
  private void stopGently(String member) {
    try {
      if (isPaused(member)) {
        resume(member);
      }
      engine.stop(containerOf(member), ClusterLimits.STOP_GRACE);
    } catch (ClusterException e) {
      progress.accept(e.getMessage() + ": SIGKILL follows");
    }
  }

  private static void join(Thread thread) throws ClusterException {
    try {
      TimeUnit.SECONDS.timedJoin(
          thread, ClusterLimits.STOP_GRACE.plus(ClusterLimits.KILL_MAX).toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while containers stopped", e);
    }
  }

  @Override
  public void stopByForce() throws ClusterException {
    for (String member : beginStop()) {
      if (isRunning(member)) {
        kill(member);
      }
    }
    clear();
  }

  private synchronized void clear() throws ClusterException {
    for (String member : List.copyOf(containers.keySet())) {
      if (isRunning(member)) {
        engine.kill(containers.get(member));
      }
      bury(member);
    }
    bridge.close();
  }

  private synchronized String containerOf(String member) throws ClusterException {
    requireMember(member);
    if (!isRunning(member)) {
      throw new ClusterException(member + " is not running");
    }
    return containers.get(member);
  }

  @Override
  public void kill(String member) throws ClusterException {
    engine.kill(containerOf(member));
  }

  @Override
  public void terminate(String member) throws ClusterException {
    engine.stop(containerOf(member), ClusterLimits.STOP_GRACE);
  }

  @Override
  public void pause(String member) throws ClusterException {
    engine.pause(containerOf(member));
  }

  @Override
  public void resume(String member) throws ClusterException {
    if (isPaused(member)) {
      engine.resume(containerOf(member));
    }
  }

  private void requireMember(String member) throws ClusterException {
    if (!members().contains(member)) {
      throw new ClusterException(
          "no " + member + " in this cluster; there are " + String.join(", ", members()));
    }
  }

  @Override
  public synchronized void setEnvironment(String member, Map<String, String> variables)
      throws ClusterException {
    requireMember(member);
    environments.put(member, Map.copyOf(variables));
  }
}
