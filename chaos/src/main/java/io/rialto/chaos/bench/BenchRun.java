package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.NodeRuntime;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.Cleanup;
import io.rialto.chaos.demo.DemoScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What every measurement begins and ends with: a cluster of its own, filled, and gone afterwards,
 * however it ends.
 */
final class BenchRun {

  /** What is measured on a filled cluster. */
  interface Measurement<T> {
    T measure(ProcessCluster cluster, LoadFigures loaded) throws IOException, InterruptedException;
  }

  private BenchRun() {}

  /**
   * @param nodeOptions further ones of the nodes' program
   */
  static <T> T run(
      BenchPlan plan,
      List<String> nodeOptions,
      Programs programs,
      DemoScreen screen,
      Measurement<T> measurement)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("rialto-bench-");
    ProcessCluster cluster =
        ProcessCluster.create(
            new ClusterPlan(
                folder,
                folder,
                BenchLimits.NODES,
                0,
                BenchLimits.SEED,
                true,
                new NodeRuntime(plan.heapMegabytes(), false, nodeOptions)),
            programs,
            screen::event);
    try (Cleanup cleanup = Cleanup.of(cluster, folder, plan.keep())) {
      cluster.start();
      LoadFigures loaded = AccountLoader.load(cluster.file().endpoints(), plan, screen);
      screen.event(
          loaded.accounts() + " accounts at " + loaded.commandsPerSecond() + " commands a second");
      new MeasuredCluster(cluster).awaitIdle();
      T outcome = measurement.measure(cluster, loaded);
      screen.event(
          "stopping all processes"
              + (cleanup.keepsFolder()
                  ? "; their data is in " + folder
                  : " and deleting their data"));
      return outcome;
    }
  }

  /** Lets the load go on for a while. */
  static void letRun() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(BenchLimits.LOAD_RUN.toNanos());
  }
}
