package io.rialto.node.raft;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import java.time.Duration;

/**
 * When memtables are due to be flushed and when a snapshot is due.
 *
 * <p>A restarted node replays what was not flushed, so flushes bound its time to serve; they run
 * beside the apply thread, as does the making of snapshots. A snapshot lets the log be purged and
 * is what a lagging node is sent. Entries alone say little about either: one may hold a tick or 256
 * commands, and an idle node's log grows too.
 *
 * <p>The apply thread counts, one other thread asks.
 */
final class Upkeep {
  private static final long SNAPSHOT_BYTES_OVERDUE = 8;

  private final UpkeepSettings settings;
  private volatile Progress now = Progress.NONE;
  private Progress flushed = now;
  private Progress snapshotted = now;

  // Of what is due a flush or a snapshot, what does not have to be awaited before the first.
  private Progress aheadOfFlush;
  private Progress aheadOfSnapshot;
  private long snapshottedNanos = System.nanoTime();

  /** What has been applied since the node started. */
  private record Progress(long entries, long commands, long bytes) {

    static final Progress NONE = new Progress(0, 0, 0);

    Progress since(Progress before) {
      return new Progress(
          entries - before.entries, commands - before.commands, bytes - before.bytes);
    }

    Progress plus(Progress other) {
      return new Progress(entries + other.entries, commands + other.commands, bytes + other.bytes);
    }
  }

  /**
   * @param turn from 0 to below 1, another for each node: all apply the same, and what they all do
   *     at once nobody can answer for; so the first flush and snapshot come earlier by this share
   */
  Upkeep(UpkeepSettings settings, double turn) {
    this.settings = settings;
    aheadOfFlush =
        new Progress(
            (long) (turn * settings.flushEntries()),
            (long) (turn * settings.flushCommands()),
            (long) (turn * settings.flushBytes()));
    aheadOfSnapshot =
        new Progress(
            (long) (turn * settings.snapshotEntries()),
            0,
            (long) (turn * settings.snapshotBytes()));
  }

  /** The apply thread: an entry has been applied that takes so many bytes in the log. */
  void applied(EntryResult result, long bytes) {
    Progress before = now;
    now =
        new Progress(
            before.entries + 1, before.commands + result.results().size(), before.bytes + bytes);
  }

  boolean isFlushDue() {
    Progress unflushed = now.since(flushed).plus(aheadOfFlush);
    return unflushed.entries >= settings.flushEntries()
        || unflushed.commands >= settings.flushCommands()
        || unflushed.bytes >= settings.flushBytes();
  }

  void flushBegins() {
    flushed = now;
    aheadOfFlush = Progress.NONE;
  }

  boolean isSnapshotDue() {
    Progress unsaved = now.since(snapshotted);
    Progress counted = unsaved.plus(aheadOfSnapshot);
    return counted.entries >= settings.snapshotEntries()
        || counted.bytes >= settings.snapshotBytes()
        || (unsaved.entries > 0 && sinceSnapshot().compareTo(settings.snapshotInterval()) >= 0);
  }

  /** Whether a snapshot has been put off for as much log as may be kept for the sake of others. */
  boolean isSnapshotOverdue() {
    return now.since(snapshotted).bytes >= SNAPSHOT_BYTES_OVERDUE * settings.snapshotBytes();
  }

  private Duration sinceSnapshot() {
    return Duration.ofNanos(System.nanoTime() - snapshottedNanos);
  }

  void snapshotBegins() {
    snapshotted = now;
    aheadOfSnapshot = Progress.NONE;
    snapshottedNanos = System.nanoTime();
  }
}
