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
import java.util.function.Function;

/**
 * What every measurement begins and ends with: a cluster of its own, gone afterwards, however it
 * ends.
 */
public final class BenchRun {

  /** What is measured on a filled cluster. */
  interface Measurement<T> {
    T measure(ProcessCluster cluster, LoadFigures loaded) throws IOException, InterruptedException;
  }

  /** What is measured on an empty cluster. */
  public interface EmptyMeasurement<T> {
    T measure(ProcessCluster cluster) throws IOException, InterruptedException;
  }

  private BenchRun() {}

  /**
   * Measures on a filled cluster.
   *
   * @param nodeOptions further ones of the nodes' program
   */
  static <T> T run(
      BenchPlan plan,
      List<String> nodeOptions,
      Programs programs,
      DemoScreen screen,
      Measurement<T> measurement)
      throws IOException, InterruptedException {
    return onCluster(
        new Setting(BenchLimits.NODES, plan.heapMegabytes(), nodeOptions, plan.keep()),
        programs,
        screen,
        cluster -> {
          LoadFigures loaded = AccountLoader.load(cluster.file().endpoints(), plan, screen);
          screen.event(
              loaded.accounts()
                  + " accounts at "
                  + loaded.commandsPerSecond()
                  + " commands a second");
          new MeasuredCluster(cluster).awaitIdle();
          return measurement.measure(cluster, loaded);
        });
  }

  /**
   * What is measured.
   *
   * @param nodes how many
   * @param heapMegabytes of each
   * @param nodeOptions further ones of the nodes' program
   * @param keep whether the cluster's folder stays
   */
  record Setting(int nodes, int heapMegabytes, List<String> nodeOptions, boolean keep) {}

  /** Measures on an empty cluster. */
  static <T> T onCluster(
      Setting setting, Programs programs, DemoScreen screen, EmptyMeasurement<T> measurement)
      throws IOException, InterruptedException {
    return onCluster(
        folder ->
            new ClusterPlan(
                folder,
                folder,
                setting.nodes(),
                0,
                BenchLimits.SEED,
                true,
                new NodeRuntime(setting.heapMegabytes(), false, setting.nodeOptions())),
        setting.keep(),
        programs,
        screen,
        measurement);
  }

  /**
   * Measures on an empty cluster.
   *
   * @param plan makes the cluster's plan, given its folder
   * @param keep whether that stays
   */
  public static <T> T onCluster(
      Function<Path, ClusterPlan> plan,
      boolean keep,
      Programs programs,
      DemoScreen screen,
      EmptyMeasurement<T> measurement)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("rialto-bench-");
    ProcessCluster cluster = ProcessCluster.create(plan.apply(folder), programs, screen::event);
    try (Cleanup cleanup = Cleanup.of(cluster, folder, keep)) {
      cluster.start();
      T outcome = measurement.measure(cluster);
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
