package io.rialto.chaos.run;

import io.rialto.chaos.report.RunReport.Reign;
import java.util.List;
import java.util.Optional;

/** What a run shows while it goes on. Called by several threads. */
public interface ChaosScreen {

  /** Something happened. */
  void event(String text);

  /** Things begin to be broken, for so long. */
  void starts(String what, int seconds);

  /** How it is going; called several times a second. */
  void now(Moment moment);

  void ends();

  /**
   * A moment of a run.
   *
   * @param answers commands answered so far
   * @param broken what is broken, each in a sentence
   * @param leader the latest that was seen
   */
  record Moment(long elapsedMillis, long answers, List<String> broken, Optional<Reign> leader) {}
}
