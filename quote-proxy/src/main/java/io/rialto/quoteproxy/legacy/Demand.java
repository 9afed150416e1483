package io.rialto.quoteproxy.legacy;

/** Who wants a price, as it is now: callers come and go while it stands in line. Any thread. */
@FunctionalInterface
public interface Demand {

  /** How much a price is wanted. */
  enum Want {
    /** By nobody. */
    NOBODY,
    /**
     * Nobody waits for it, but it would be good to have. It gives way to all that is waited for.
     */
    SPARE,
    /** Somebody waits. */
    WAITED_FOR
  }

  /** Quick, and changes nothing. */
  Want want();

  /**
   * Asked right before a hit: false gives the price up, and then for good. Quick; called under a
   * lock.
   */
  default boolean isStillWanted() {
    return want() != Want.NOBODY;
  }
}
