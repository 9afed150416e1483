package io.rialto.chaos.experiments;

import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs experiments one after the other, each on clusters of its own. Use once. */
public final class Experiments {

  private final ExperimentsPlan plan;
  private final ExperimentClusters clusters;
  private final DemoScreen screen;

  public Experiments(ExperimentsPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.clusters = new ExperimentClusters(plan, programs, screen);
    this.screen = screen;
  }

  /** Blocks until all is done. The exception says why there are no figures. */
  public ExperimentsOutcome run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<Result> results = new ArrayList<>();
    for (Experiment experiment : Experiment.values()) {
      if (plan.chosen().contains(experiment)) {
        screen.event("experiment " + experiment.letter() + ": " + experiment.title());
        results.add(run(experiment));
      }
    }
    return new ExperimentsOutcome(
        plan, results, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private Result run(Experiment experiment) throws IOException, InterruptedException {
    return switch (experiment) {
      case ONE_USER -> new OneUser(clusters).run();
      case RESPONSE_TIMES -> new ResponseTimes(clusters).run();
      case CHANGED_PRICES -> new ChangedPrices(clusters).run();
      case COMPONENTS -> new Components(clusters).run();
      case RETRIEVAL -> new Retrievals(clusters).run();
    };
  }
}
