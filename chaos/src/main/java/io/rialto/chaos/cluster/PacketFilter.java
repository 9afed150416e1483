package io.rialto.chaos.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The ways between nodes that have a network each of their own, hurt by the kernel's packet filter:
 * packets are dropped where they arrive, so that each direction stands for itself. A way carries
 * all that one node sends to the other, not the engines' traffic alone. Needs root.
 */
final class PacketFilter implements Network {

  private static final Set<Effect> EFFECTS = Set.copyOf(EnumSet.of(Effect.CUT, Effect.LOSS));

  private final Map<String, String> addresses;
  private final Function<String, Optional<Long>> processes;

  /** Share of the packets that are dropped, by receiver and sender; 1 is a cut. */
  private final Map<String, Map<String, Double>> losses = new HashMap<>();

  /**
   * @param addresses of the nodes, by id
   * @param processes a process in the network of a node that runs
   */
  PacketFilter(Map<String, String> addresses, Function<String, Optional<Long>> processes) {
    this.addresses = Map.copyOf(addresses);
    this.processes = processes;
  }

  /** What this machine or this user lacks, and how to have it; empty if nothing. */
  static Optional<String> lacking() {
    try {
      if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
        return Optional.of("cutting containers apart needs root");
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.of("cutting containers apart needs Linux");
    }
    return isInstalled("iptables-restore") && isInstalled("nsenter")
        ? Optional.empty()
        : Optional.of("cutting containers apart needs apt-get install iptables util-linux");
  }

  private static boolean isInstalled(String program) {
    return List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Override
  public Set<Effect> effects() {
    return EFFECTS;
  }

  @Override
  public synchronized void cut(String from, String to) throws ClusterException {
    drop(new Way(from, to), 1);
  }

  @Override
  public synchronized void shape(String from, String to, Traffic traffic) throws ClusterException {
    traffic.requireAmong(EFFECTS);
    drop(new Way(from, to), traffic.loss());
  }

  private void drop(Way way, double share) throws ClusterException {
    if (!addresses.containsKey(way.from()) || !addresses.containsKey(way.to())) {
      throw new IllegalArgumentException("no way " + way + " in this network");
    }
    losses.computeIfAbsent(way.to(), receiver -> new TreeMap<>()).put(way.from(), share);
    apply(way.to());
  }

  @Override
  public synchronized void heal() throws ClusterException {
    losses.clear();
    for (String node : addresses.keySet()) {
      apply(node);
    }
  }

  /** Makes what holds for a node hold in its network, which a start makes anew. */
  synchronized void apply(String node) throws ClusterException {
    Optional<Long> process = processes.apply(node);
    if (process.isPresent()) {
      restore(process.get(), rules(node));
    }
  }

  /** All rules of a receiver, to be exchanged for those it has in one step. */
  private String rules(String receiver) {
    StringBuilder rules = new StringBuilder("*filter\n:INPUT ACCEPT [0:0]\n");
    losses
        .getOrDefault(receiver, Map.of())
        .forEach((sender, share) -> rules.append(rule(addresses.get(sender), share)));
    return rules.append("COMMIT\n").toString();
  }

  private static String rule(String address, double share) {
    String chance =
        share == 1
            ? ""
            : String.format(Locale.ROOT, " -m statistic --mode random --probability %.6f", share);
    return share == 0 ? "" : "-A INPUT -s " + address + chance + " -j DROP\n";
  }

  private static void restore(long processId, String rules) throws ClusterException {
    List<String> command =
        List.of("nsenter", "--net=/proc/" + processId + "/ns/net", "iptables-restore", "--wait");
    try {
      Process restore = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var input = restore.getOutputStream()) {
        input.write(rules.getBytes(StandardCharsets.US_ASCII));
      }
      String said = new String(restore.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!restore.waitFor(ClusterLimits.NETWORK_ORDER_MAX.toSeconds(), TimeUnit.SECONDS)
          || restore.exitValue() != 0) {
        restore.destroyForcibly();
        throw new ClusterException(String.join(" ", command) + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new ClusterException("could not run nsenter: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while changing a container's network", e);
    }
  }
}
