package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.proto.cluster.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a cluster was like before a fault: processes, snapshots, and what its logs said. */
record Trace(
    Map<String, Long> processIds, Map<String, NodeStatus> statuses, Map<String, String> logs) {

  static Trace of(ProcessCluster cluster, NodeStatuses statuses)
      throws IOException, InterruptedException {
    Map<String, Long> processIds = new TreeMap<>();
    Map<String, String> logs = new TreeMap<>();
    for (String node : cluster.nodes()) {
      processIds.put(node, cluster.file().node(node).processId());
      logs.put(node, Files.readString(cluster.log(node)));
    }
    return new Trace(processIds, statuses.all(), logs);
  }

  long processId(String node) {
    return processIds.get(node);
  }

  long snapshot(String node) {
    return statuses.get(node).getSnapshotLogIndex();
  }

  long said(String node, String words) {
    return logs.get(node).lines().filter(line -> line.contains(words)).count();
  }

  static long count(Path log, String words) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(words)).count();
    }
  }
}
