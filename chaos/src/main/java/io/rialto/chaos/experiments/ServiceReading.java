package io.rialto.chaos.experiments;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.QuoteProxies;
import io.rialto.chaos.cluster.QuoteSource;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.ServiceFigures;
import io.rialto.proto.quotes.QuoteProxyStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What all nodes, the quote proxy and the source say at one moment of what they have done since
 * their start. The difference of two readings says what was done between.
 *
 * @param nodes by id
 * @param calls of the quote proxy
 * @param hits on the source
 */
record ServiceReading(Map<String, ServiceFigures> nodes, long calls, long callMicros, long hits) {

  private static final double MICROS_PER_MILLI = 1_000;

  ServiceReading {
    nodes = Map.copyOf(nodes);
  }

  static ServiceReading take(ProcessCluster cluster, NodeStatuses statuses)
      throws IOException, InterruptedException {
    Map<String, ServiceFigures> nodes = new HashMap<>();
    for (Map.Entry<String, NodeStatus> node : statuses.all().entrySet()) {
      nodes.put(node.getKey(), node.getValue().getService());
    }
    if (nodes.size() < cluster.nodes().size()) {
      throw new ClusterException("only " + nodes.keySet() + " said how they are");
    }
    QuoteProxyStatus proxy = QuoteProxies.status(cluster.file());
    return new ServiceReading(
        nodes, proxy.getCalls(), proxy.getCallMicros(), QuoteSource.of(cluster.file()).hits());
  }

  ServiceReading since(ServiceReading earlier) {
    Map<String, ServiceFigures> between = new HashMap<>();
    nodes.forEach((id, now) -> between.put(id, since(now, earlier.nodes.get(id))));
    return new ServiceReading(
        between, calls - earlier.calls, callMicros - earlier.callMicros, hits - earlier.hits);
  }

  private static ServiceFigures since(ServiceFigures now, ServiceFigures earlier) {
    return ServiceFigures.newBuilder()
        .setAnswered(now.getAnswered() - earlier.getAnswered())
        .setAnswerMicros(now.getAnswerMicros() - earlier.getAnswerMicros())
        .setEntriesApplied(now.getEntriesApplied() - earlier.getEntriesApplied())
        .setOperationsApplied(now.getOperationsApplied() - earlier.getOperationsApplied())
        .setApplyMicros(now.getApplyMicros() - earlier.getApplyMicros())
        .build();
  }

  /** What the node says that answered the most: the leader. */
  private ServiceFigures leader() {
    return nodes.values().stream()
        .max((one, other) -> Long.compare(one.getAnswered(), other.getAnswered()))
        .orElseThrow();
  }

  /** From a command's arrival at the leader to its answer; NaN if there was none. */
  double nodeMeanMillis() {
    return mean(leader().getAnswerMicros(), leader().getAnswered());
  }

  /** To apply a command in the leader, on average over the commands of an entry. */
  double machineMeanMillis() {
    return mean(leader().getApplyMicros(), leader().getOperationsApplied());
  }

  /** Of a call of the quote proxy; NaN if there was none. */
  double proxyMeanMillis() {
    return mean(callMicros, calls);
  }

  private static double mean(long micros, long count) {
    return count == 0 ? Double.NaN : micros / MICROS_PER_MILLI / count;
  }
}
