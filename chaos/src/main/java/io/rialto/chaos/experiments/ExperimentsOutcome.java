package io.rialto.chaos.experiments;

import java.util.List;

/** What the chosen experiments came to, in their order. */
public final class ExperimentsOutcome {

  private final ExperimentsPlan plan;
  private final List<Result> results;
  private final long elapsedMillis;

  ExperimentsOutcome(ExperimentsPlan plan, List<Result> results, long elapsedMillis) {
    this.plan = plan;
    this.results = List.copyOf(results);
    this.elapsedMillis = elapsedMillis;
  }

  ExperimentsPlan plan() {
    return plan;
  }

  List<Result> results() {
    return results;
  }

  long elapsedMillis() {
    return elapsedMillis;
  }

  /** Whether every command and every request had the answer it should have. */
  public boolean holds() {
    return results.stream().allMatch(Result::holds);
  }
}
