package io.rialto.chaos.experiments;

import io.rialto.chaos.bench.BenchRun;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import java.io.IOException;

/** Gives each experiment a cluster of its own, which is gone afterwards, however it ends. */
final class ExperimentClusters {

  private final ExperimentsPlan plan;
  private final Programs programs;
  private final DemoScreen screen;

  ExperimentClusters(ExperimentsPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.screen = screen;
  }

  ExperimentsPlan plan() {
    return plan;
  }

  DemoScreen screen() {
    return screen;
  }

  /** With the plan's delays of the simulated source. */
  <T> T measure(BenchRun.EmptyMeasurement<T> measurement) throws IOException, InterruptedException {
    return measure(plan.delayScale(), measurement);
  }

  <T> T measure(double delayScale, BenchRun.EmptyMeasurement<T> measurement)
      throws IOException, InterruptedException {
    return BenchRun.onCluster(
        folder ->
            new ClusterPlan(folder, folder, ExperimentLimits.NODES, delayScale, plan.seed(), true),
        false,
        programs,
        screen,
        measurement);
  }
}
