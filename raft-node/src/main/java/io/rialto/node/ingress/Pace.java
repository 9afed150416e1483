package io.rialto.node.ingress;

import io.rialto.node.ops.Limits;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a leader from outrunning the nodes that follow it. The engine acknowledges what a majority
 * has synced, however far behind its followers apply it; but whoever succeeds the leader has to
 * apply all of that before anybody is answered, and a node that is far behind takes no snapshots.
 *
 * <p>The further the slowest follower is behind, in operations, the longer the leader waits before
 * its next entry; never longer than a bound, so that one slow node slows the others but does not
 * stop them. A node that does not answer, or is too far behind to be judged, is not waited for.
 */
final class Pace {

  /** The latest entries, with which readings are compared. */
  private static final int MARKS_MAX = 4_096;

  private record Progress(long appliedIndex, long readNanos) {}

  private final Map<String, Progress> followers = new ConcurrentHashMap<>();

  /** How many operations had been applied after an entry, by its log index. */
  private final TreeMap<Long, Long> marks = new TreeMap<>();

  private long operations;
  private boolean isPruned;

  /** A follower has said how far it has applied the log. Any thread. */
  void read(String node, long appliedIndex, long nowNanos) {
    followers.put(node, new Progress(appliedIndex, nowNanos));
  }

  /** This node leads anew. The sequencer's thread, as all that follows. */
  void elected() {
    followers.clear();
    marks.clear();
    operations = 0;
    isPruned = false;
  }

  /** An entry of so many operations has been applied here. */
  void applied(long index, int count) {
    operations += count;
    marks.put(index, operations);
    if (marks.size() > MARKS_MAX) {
      marks.pollFirstEntry();
      isPruned = true;
    }
  }

  /** How many operations have been applied here in this term. */
  long operations() {
    return operations;
  }

  /** How long to wait after one entry before the next. */
  long holdNanos(long nowNanos) {
    long behind = 0;
    for (Progress follower : followers.values()) {
      behind = Math.max(behind, behind(follower, nowNanos));
    }
    long over = Math.min(behind, Limits.PACE_FULL_OPERATIONS) - Limits.PACE_FREE_OPERATIONS;
    if (over <= 0) {
      return 0;
    }
    return TimeUnit.MILLISECONDS.toNanos(Limits.PACE_HOLD_MILLIS_MAX)
        * over
        / (Limits.PACE_FULL_OPERATIONS - Limits.PACE_FREE_OPERATIONS);
  }

  private long behind(Progress follower, long nowNanos) {
    long ageNanos = nowNanos - follower.readNanos;
    if (follower.appliedIndex == 0
        || ageNanos > TimeUnit.MILLISECONDS.toNanos(Limits.PACE_READING_MILLIS_MAX)) {
      return 0;
    }
    Map.Entry<Long, Long> mark = marks.floorEntry(follower.appliedIndex);
    if (mark == null) {
      // Before the term's first entry: all of the term is still to do, and maybe more.
      return isPruned ? 0 : operations;
    }
    return operations - mark.getValue();
  }
}
