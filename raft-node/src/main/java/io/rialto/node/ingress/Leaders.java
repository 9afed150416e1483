package io.rialto.node.ingress;

import io.grpc.ManagedChannel;
import io.rialto.node.ops.Channels;
import io.rialto.node.ops.Limits;
import io.rialto.node.raft.Leadership;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.proto.trading.Leader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/** Who leads and how nodes are reached, with one channel to each other node. Thread-safe. */
final class Leaders implements AutoCloseable {
  private final ReplicatedMachine machine;
  private final String nodeId;
  private final Map<String, String> endpoints;
  private final Executor executor;
  private final Map<String, ManagedChannel> channels = new HashMap<>();

  Leaders(
      ReplicatedMachine machine, String nodeId, Map<String, String> endpoints, Executor executor) {
    this.machine = machine;
    this.nodeId = nodeId;
    this.endpoints = endpoints;
    this.executor = executor;
  }

  String nodeId() {
    return nodeId;
  }

  /** The leader as this node knows it; null if it knows none. */
  Leader hint() {
    Leadership leadership = machine.leadership();
    String leaderId = leadership.leaderId();
    String endpoint = leaderId == null ? null : endpoints.get(leaderId);
    return endpoint == null
        ? null
        : Leader.newBuilder()
            .setNodeId(leaderId)
            .setEndpoint(endpoint)
            .setTerm(leadership.term())
            .build();
  }

  /** The leader if it is another node; empty if this one leads or none is known. */
  Optional<Leader> elsewhere() {
    return Optional.ofNullable(hint()).filter(leader -> !leader.getNodeId().equals(nodeId));
  }

  /** The ids of all other nodes. */
  Set<String> others() {
    Set<String> others = new TreeSet<>(endpoints.keySet());
    others.remove(nodeId);
    return others;
  }

  /** The channel to a node's public services. */
  ManagedChannel channel(Leader leader) {
    return channelToEndpoint(leader.getEndpoint());
  }

  /** The channel to the public services of one of {@link #others}. */
  ManagedChannel channelTo(String otherId) {
    return channelToEndpoint(endpoints.get(otherId));
  }

  private synchronized ManagedChannel channelToEndpoint(String to) {
    return channels.computeIfAbsent(
        to,
        endpoint ->
            Channels.to(endpoint)
                .executor(executor)
                .maxInboundMessageSize(Limits.MESSAGE_BYTES_RECEIVED_MAX)
                .build());
  }

  @Override
  public synchronized void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    channels.clear();
  }
}
