package io.rialto.chaos.experiments;

import java.util.Set;

/**
 * What to run.
 *
 * @param seed of workloads, symbols, and the simulated source's prices and delays
 * @param delayScale by which the simulated source's delays are multiplied, where an experiment does
 *     not need other ones
 * @param sizes how much of everything
 */
public record ExperimentsPlan(
    Set<Experiment> chosen, long seed, double delayScale, ExperimentSizes sizes) {

  public ExperimentsPlan {
    chosen = Set.copyOf(chosen);
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("no experiment is chosen");
    }
  }
}
