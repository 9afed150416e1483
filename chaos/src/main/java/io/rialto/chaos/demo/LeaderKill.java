package io.rialto.chaos.demo;

/**
 * One death of a leader. Times are of {@link System#nanoTime}.
 *
 * @param node who was killed
 * @param successor who answered as leader next
 * @param killedNanos when the process was sent SIGKILL
 * @param succeededNanos when the successor was seen
 * @param backNanos when the killed node, started again, took part again
 */
record LeaderKill(
    String node, String successor, long killedNanos, long succeededNanos, long backNanos) {

  long electionMillis() {
    return (succeededNanos - killedNanos) / 1_000_000;
  }

  long backMillis() {
    return (backNanos - killedNanos) / 1_000_000;
  }
}
