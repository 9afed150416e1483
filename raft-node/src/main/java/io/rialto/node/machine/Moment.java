package io.rialto.node.machine;

/**
 * Where and when something happens: the entry being applied, with log time already made monotonic.
 *
 * @param server the node that was leader for the entry
 */
record Moment(long index, long term, long logTimeMillis, String server) {

  /** Whether something that lives {@code lifeMillis}, inclusive, from {@code since} is over. */
  boolean isPast(long sinceMillis, long lifeMillis) {
    return logTimeMillis - sinceMillis > lifeMillis;
  }
}
