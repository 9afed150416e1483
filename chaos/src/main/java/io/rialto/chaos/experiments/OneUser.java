package io.rialto.chaos.experiments;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.QuoteSource;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.ReplayReport;
import io.rialto.workloads.WorkloadLimits;
import java.io.IOException;

/**
 * Experiment a: one user's commands, one after the other, on a cluster that knows no price, and the
 * same ones again at once.
 */
final class OneUser {

  /** Each command waits for the answer to the one before. */
  private static final int WINDOW = 1;

  private final ExperimentClusters clusters;

  OneUser(ExperimentClusters clusters) {
    this.clusters = clusters;
  }

  OneUserResult run() throws IOException, InterruptedException {
    return clusters.measure(this::measure);
  }

  private OneUserResult measure(ProcessCluster cluster) throws IOException, InterruptedException {
    ExperimentsPlan plan = clusters.plan();
    GeneratedWorkload workload =
        GeneratedWorkload.write(
            cluster.directory().resolve("workload.txt"),
            new GeneratorOptions(
                1, plan.sizes().oneUserCommands(), plan.seed(), WorkloadLimits.SYMBOLS_MAX));
    QuoteSource source = QuoteSource.of(cluster.file());
    try (RialtoClient client = RialtoClient.connect(ClientOptions.of(cluster.file().endpoints()))) {
      long before = source.hits();
      ReplayReport without = replay(workload, client, "no price is known");
      long between = source.hits();
      ReplayReport with = replay(workload, client, "every price is known");
      return new OneUserResult(workload, without, with, between - before, source.hits() - between);
    }
  }

  private ReplayReport replay(GeneratedWorkload workload, RialtoClient client, String when)
      throws IOException, InterruptedException {
    return workload.replay(
        client,
        WINDOW,
        "one user, " + workload.commands() + " commands one after the other: " + when,
        clusters.screen());
  }
}
