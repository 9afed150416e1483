package io.rialto.client.sdk;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long the client waits for what, in milliseconds.
 *
 * @param dial for a node to take a new stream, before the next node is tried
 * @param silence without any reply while commands are unanswered, before the node is asked whether
 *     it lives
 * @param probe for that question's answer; a paused leader is thus left after {@code silence +
 *     probe}
 * @param silenceMax without any reply, before a stream is given up though its node lives
 * @param attempt for the reply of one unary attempt, before another node is asked
 * @param resend for the reply of one command on a stream that is otherwise alive, before it is sent
 *     again
 * @param pauseMin least pause between attempts while there is no leader, but for the first ones
 * @param pauseMax greatest pause between attempts while there is no leader
 * @param backoffMax greatest pause between attempts of what keeps failing
 * @param shunned how long a leader hint is passed over after its node could not be reached
 */
record Pace(
    long dial,
    long silence,
    long probe,
    long silenceMax,
    long attempt,
    long resend,
    long pauseMin,
    long pauseMax,
    long backoffMax,
    long shunned) {

  private static final int HALVINGS = 2;

  static Pace standard() {
    return new Pace(1_000, 2_000, 1_000, 10_000, 5_000, 15_000, 40, 80, 500, 500);
  }

  /**
   * A pause while there is no leader, in milliseconds. The first ones are shorter, by {@link
   * #HALVINGS} halvings: a leader that died has a successor soon, one that cannot be reached has
   * not.
   *
   * @param round how many such pauses there were in a row
   */
  long pause(int round) {
    int halvings = Math.max(0, HALVINGS - round);
    return ThreadLocalRandom.current().nextLong(pauseMin >> halvings, (pauseMax >> halvings) + 1);
  }

  /**
   * A pause that doubles with each failure in a row, from the shortest pause to {@code backoffMax},
   * with jitter.
   */
  long backoff(int failuresInARow) {
    long doubled = pauseMin << Math.min(10, Math.max(0, failuresInARow - 1));
    return jittered(Math.min(backoffMax, doubled));
  }

  /**
   * What a node asked for, a quarter more at most, so that those sent away together do not return
   * together.
   */
  static long jittered(long millis) {
    return millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1);
  }
}
