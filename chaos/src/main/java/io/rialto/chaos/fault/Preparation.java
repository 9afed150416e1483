package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.Folders;
import io.rialto.chaos.cluster.ProcessCluster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What faults need from a cluster before its nodes start: shims that sleep in the nodes' programs,
 * and disks of their own. To be made when the cluster is laid out and nothing of it runs; to be
 * closed when nothing of it runs any more.
 */
public final class Preparation implements Closeable {

  private static final Set<FaultKind> OF_SYNCS =
      EnumSet.of(FaultKind.FAILING_SYNC, FaultKind.SLOW_DISK);
  private static final Set<FaultKind> OF_DISKS =
      EnumSet.of(FaultKind.POWER_CUT, FaultKind.FULL_DISK);
  private static final Set<FaultKind> OF_CLOCKS =
      EnumSet.of(FaultKind.CLOCK_FORWARD, FaultKind.CLOCK_BACK);

  private static final Set<FaultKind> NEEDING =
      Stream.of(OF_SYNCS, OF_DISKS, OF_CLOCKS).flatMap(Set::stream).collect(Collectors.toSet());

  private final Map<FaultKind, String> lacking = new EnumMap<>(FaultKind.class);
  private final Set<FaultKind> prepared = EnumSet.noneOf(FaultKind.class);
  private final Path directory;
  private MemberFaults switches;
  private NodeDisks disks;

  private Preparation(Path directory) {
    this.directory = directory;
  }

  /**
   * Prepares nothing: only faults that need nothing can be had.
   *
   * @param why the others cannot be had
   */
  static Preparation none(String why) {
    Preparation none = new Preparation(null);
    List.of(OF_SYNCS, OF_DISKS, OF_CLOCKS).forEach(kinds -> none.lack(kinds, why));
    return none;
  }

  /**
   * Prepares a cluster that has not been started, if it is one of processes, for the faults wanted,
   * as far as this machine can have them; the catalogue says what it cannot.
   */
  public static Preparation of(Cluster cluster, Set<FaultKind> wanted)
      throws IOException, InterruptedException {
    if (!(cluster instanceof ProcessCluster)) {
      return none("choose a cluster of processes");
    }
    Preparation preparation = new Preparation(Files.createTempDirectory("rialto-faults-"));
    try {
      preparation.prepareSwitches(cluster, wanted);
      preparation.prepareDisks(cluster, wanted);
    } catch (IOException | InterruptedException | RuntimeException e) {
      preparation.close();
      throw e;
    }
    return preparation;
  }

  private void lack(Set<FaultKind> kinds, String what) {
    kinds.forEach(kind -> lacking.put(kind, what));
  }

  private static boolean wants(Set<FaultKind> wanted, Set<FaultKind> kinds) {
    return !Collections.disjoint(wanted, kinds);
  }

  private void prepareSwitches(Cluster cluster, Set<FaultKind> wanted)
      throws IOException, InterruptedException {
    Optional<Path> diskShim = diskShim(wanted);
    Optional<Path> clockShim = clockShim(wanted);
    if (diskShim.isPresent() || clockShim.isPresent()) {
      switches = new MemberFaults(directory, diskShim, clockShim);
      for (String node : cluster.nodes()) {
        cluster.setEnvironment(node, switches.environment(node));
      }
    }
  }

  private Optional<Path> diskShim(Set<FaultKind> wanted) throws IOException, InterruptedException {
    Optional<String> noCompiler = FaultTools.compilerLacking();
    noCompiler.ifPresent(what -> lack(OF_SYNCS, what));
    if (noCompiler.isPresent() || !wants(wanted, OF_SYNCS)) {
      return Optional.empty();
    }
    try {
      Path shim = FaultTools.compileDiskShim(directory);
      prepared.addAll(OF_SYNCS);
      return Optional.of(shim);
    } catch (ClusterException refused) {
      lack(OF_SYNCS, doesNotCompile(refused));
      return Optional.empty();
    }
  }

  /** A compiler may be there without the headers that it needs. */
  private static String doesNotCompile(ClusterException refused) {
    return FaultTools.COMPILER_REMEDY + ": " + refused.getMessage();
  }

  private Optional<Path> clockShim(Set<FaultKind> wanted) throws IOException {
    Optional<Path> shim = FaultTools.clockShim();
    if (shim.isEmpty()) {
      lack(OF_CLOCKS, "install libfaketime (Debian: libfaketime)");
    }
    if (!wants(wanted, OF_CLOCKS)) {
      return Optional.empty();
    }
    shim.ifPresent(found -> prepared.addAll(OF_CLOCKS));
    return shim;
  }

  private void prepareDisks(Cluster cluster, Set<FaultKind> wanted)
      throws IOException, InterruptedException {
    Optional<String> noDisks = FaultTools.disksLacking();
    noDisks.ifPresent(what -> lack(OF_DISKS, what));
    if (noDisks.isPresent() || !wants(wanted, OF_DISKS)) {
      return;
    }
    try {
      disks = new NodeDisks(FaultTools.compilePowerCut(directory));
    } catch (ClusterException refused) {
      lack(OF_DISKS, doesNotCompile(refused));
      return;
    }
    try {
      disks.make(cluster);
      prepared.addAll(OF_DISKS);
    } catch (ClusterException refused) {
      // Root in a container often may not mount.
      disks.discard();
      lack(OF_DISKS, "let this machine mount over loop devices: " + refused.getMessage());
    }
  }

  /** Whether a fault needs no preparation, or has it. */
  boolean suffices(FaultKind kind) {
    return prepared.contains(kind) || !NEEDING.contains(kind);
  }

  /** What cannot be prepared on this machine, with what to install or to do. */
  Map<FaultKind, String> lacking() {
    return Map.copyOf(lacking);
  }

  MemberFaults switches() {
    return switches;
  }

  NodeDisks disks() {
    return disks;
  }

  /** Takes away what was prepared, with the nodes' data; the cluster must have been stopped. */
  @Override
  public void close() throws IOException {
    takeAway(NodeDisks::discard);
  }

  /** The same, but the nodes' data stay where they are. */
  public void closeAndKeepData() throws IOException {
    takeAway(NodeDisks::discardAndKeepData);
  }

  private interface Discarding {
    void discard(NodeDisks disks) throws IOException, InterruptedException;
  }

  private void takeAway(Discarding way) throws IOException {
    if (disks != null) {
      try {
        way.discard(disks);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClusterException("interrupted while disks were unmounted", e);
      }
    }
    if (directory != null) {
      Folders.delete(directory);
    }
  }
}
