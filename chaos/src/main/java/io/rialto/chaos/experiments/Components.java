package io.rialto.chaos.experiments;

import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.ReplayReport;
import io.rialto.workloads.WorkloadLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Experiment d: what each process takes of the processors and of memory, by number of users. */
final class Components {

  private final ExperimentClusters clusters;

  Components(ExperimentClusters clusters) {
    this.clusters = clusters;
  }

  ComponentsResult run() throws IOException, InterruptedException {
    List<ComponentsResult.Run> runs = new ArrayList<>();
    for (ExperimentSizes.Load load : clusters.plan().sizes().loads()) {
      runs.add(clusters.measure(cluster -> measure(cluster, load)));
    }
    return new ComponentsResult(runs);
  }

  private ComponentsResult.Run measure(ProcessCluster cluster, ExperimentSizes.Load load)
      throws IOException, InterruptedException {
    GeneratedWorkload workload =
        GeneratedWorkload.write(
            cluster.directory().resolve("workload.txt"),
            new GeneratorOptions(
                load.users(), load.commands(), clusters.plan().seed(), WorkloadLimits.SYMBOLS));
    try (RialtoClient client = RialtoClient.connect(ClientOptions.of(cluster.file().endpoints()))) {
      Map<String, Long> processes = processes(cluster);
      Map<String, ProcessUse> before = look(processes);
      ReplayReport report =
          workload.replay(
              client,
              WorkloadLimits.WINDOW,
              Decimals.shown(load.users()) + " users: replaying a workload",
              clusters.screen());
      Map<String, ProcessUse> after = look(processes);
      return new ComponentsResult.Run(load.users(), report, since(before, after));
    }
  }

  /** The ids of all processes by what they do when the workload begins. */
  private static Map<String, Long> processes(ProcessCluster cluster)
      throws IOException, InterruptedException {
    ClusterFile file = cluster.file();
    Map<String, Long> processes = new LinkedHashMap<>();
    try (NodeStatuses statuses = new NodeStatuses(file)) {
      String leader =
          statuses
              .awaitReadyLeader(ExperimentLimits.LEADER_MAX)
              .orElseThrow(() -> new ExperimentException("no node leads"));
      processes.put("leader", file.node(leader).processId());
      for (ClusterFile.Node node : file.nodes()) {
        if (!node.id().equals(leader)) {
          processes.put("follower " + processes.size(), node.processId());
        }
      }
    }
    processes.put("quote proxy", file.quoteProxy().processId());
    processes.put("simulated source", file.quoteSimulator().processId());
    processes.put("client", ProcessHandle.current().pid());
    return processes;
  }

  /** What each process has used until now; none on systems that do not tell. */
  private static Map<String, ProcessUse> look(Map<String, Long> processes) {
    Map<String, ProcessUse> uses = new LinkedHashMap<>();
    processes.forEach((name, id) -> ProcessUse.of(id).ifPresent(use -> uses.put(name, use)));
    return uses;
  }

  private static List<ComponentsResult.Use> since(
      Map<String, ProcessUse> before, Map<String, ProcessUse> after) {
    List<ComponentsResult.Use> uses = new ArrayList<>();
    after.forEach(
        (name, use) -> {
          if (before.containsKey(name)) {
            long micros = use.processorMicros() - before.get(name).processorMicros();
            uses.add(new ComponentsResult.Use(name, micros, use.residentBytes()));
          }
        });
    return uses;
  }
}
