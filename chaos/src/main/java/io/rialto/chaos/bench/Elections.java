package io.rialto.chaos.bench;

/**
 * Counts elections by the terms that are seen: each election that gets beyond its pre-vote is a new
 * term. One term for each kill is what a kill costs. One thread.
 */
final class Elections {

  private long term;
  private int falseOnes;
  private int repeated;

  /**
   * @param term when counting begins
   */
  Elections(long term) {
    this.term = term;
  }

  /** No leader was killed since the last look: each new term is an election without a cause. */
  void afterQuiet(long termNow) {
    falseOnes += Math.toIntExact(termNow - term);
    term = termNow;
  }

  /** A leader was killed and has a successor: each new term but one is an election in vain. */
  void afterKill(long termNow) {
    repeated += Math.toIntExact(Math.max(0, termNow - term - 1));
    term = termNow;
  }

  /** Elections while no leader was missing. */
  int falseOnes() {
    return falseOnes;
  }

  /** Elections after a kill that brought no leader. */
  int repeated() {
    return repeated;
  }
}
