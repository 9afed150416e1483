package io.rialto.chaos.cluster;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes of etcd on loopback, as its package sets them up, to compare with. Its processes end with
 * the one that starts them.
 */
public final class EtcdCluster implements AutoCloseable {

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/etcd"), Path.of("/usr/local/bin/etcd"));

  private final Path directory;
  private final Guardian guardian;
  private final List<Process> processes = new ArrayList<>();
  private final List<String> clientEndpoints;
  private final List<String> peerEndpoints;

  /** What this machine lacks for such a cluster, and how to have it; empty if nothing. */
  public static Optional<String> lacking() {
    return program().isPresent()
        ? Optional.empty()
        : Optional.of("etcd is not installed (Debian: apt-get install etcd-server)");
  }

  private static Optional<Path> program() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  /** Lays it out; starts nothing yet. */
  public EtcdCluster(Path directory, int nodes) throws IOException {
    this.directory = directory;
    List<String> endpoints = Ports.free(2 * nodes).stream().map(Programs::loopback).toList();
    this.clientEndpoints = endpoints.subList(0, nodes);
    this.peerEndpoints = endpoints.subList(nodes, 2 * nodes);
    this.guardian = Guardian.start(directory.resolve("guardian.log"));
  }

  /** Starts the nodes. */
  public void start() throws ClusterException {
    Path program =
        program().orElseThrow(() -> new ClusterException(lacking().orElse("etcd is missing")));
    String members =
        IntStream.range(0, peerEndpoints.size())
            .mapToObj(node -> name(node) + "=" + url(peerEndpoints.get(node)))
            .collect(Collectors.joining(","));
    for (int node = 0; node < clientEndpoints.size(); node++) {
      Process process =
          Launch.start(
              command(program, node, members),
              Map.of(),
              directory,
              directory.resolve(name(node) + ".log"));
      processes.add(process);
      guardian.watch(ProcessMark.of(process.toHandle()));
    }
  }

  private List<String> command(Path program, int node, String members) {
    String client = url(clientEndpoints.get(node));
    String peer = url(peerEndpoints.get(node));
    return List.of(
        program.toString(),
        "--name=" + name(node),
        "--data-dir=" + directory.resolve(name(node)),
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=" + members,
        "--initial-cluster-state=new",
        "--logger=zap",
        "--log-level=warn");
  }

  /** Where the leader takes calls; waits until there is one. */
  public String leader() throws ClusterException, InterruptedException {
    long deadline = System.nanoTime() + ClusterLimits.START_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      for (String endpoint : clientEndpoints) {
        if (leads(endpoint)) {
          return endpoint;
        }
      }
      TimeUnit.NANOSECONDS.sleep(ClusterLimits.LOOK_EVERY.toNanos());
    }
    throw new ClusterException(
        "no node of etcd leads; what they say:" + LogTail.of(directory.resolve(name(0) + ".log")));
  }

  private static boolean leads(String endpoint) throws ClusterException {
    ManagedChannel channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().build();
    try {
      return EtcdCalls.leads(
          ClientCalls.blockingUnaryCall(
              channel,
              EtcdCalls.STATUS,
              CallOptions.DEFAULT.withDeadlineAfter(
                  ClusterLimits.STATUS_MAX.toMillis(), TimeUnit.MILLISECONDS),
              new byte[0]));
    } catch (StatusRuntimeException notYet) {
      return false;
    } catch (IOException e) {
      throw new ClusterException("etcd's status cannot be read: " + e.getMessage());
    } finally {
      channel.shutdownNow();
    }
  }

  private static String name(int node) {
    return "etcd" + (node + 1);
  }

  private static String url(String endpoint) {
    return "http://" + endpoint;
  }

  /** Kills its processes; returns once they are gone. */
  @Override
  public void close() throws ClusterException {
    for (Process process : processes) {
      ProcessMark.of(process.toHandle()).kill();
    }
    guardian.close();
  }
}
