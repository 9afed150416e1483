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
  private static final long OVERDUE = 2;

  private final UpkeepSettings settings;
  private volatile Progress now = new Progress(0, 0, 0);
  private Progress flushed = now;
  private Progress snapshotted = now;
  private long snapshottedNanos = System.nanoTime();

  /** What has been applied since the node started. */
  private record Progress(long entries, long commands, long bytes) {

    Progress since(Progress before) {
      return new Progress(
          entries - before.entries, commands - before.commands, bytes - before.bytes);
    }
  }

  Upkeep(UpkeepSettings settings) {
    this.settings = settings;
  }

  /** The apply thread: an entry has been applied that takes so many bytes in the log. */
  void applied(EntryResult result, long bytes) {
    Progress before = now;
    now =
        new Progress(
            before.entries + 1, before.commands + result.results().size(), before.bytes + bytes);
  }

  boolean isFlushDue() {
    Progress unflushed = now.since(flushed);
    return unflushed.entries >= settings.flushEntries()
        || unflushed.commands >= settings.flushCommands()
        || unflushed.bytes >= settings.flushBytes();
  }

  /** Whether twice as much as usual waits to be flushed. */
  boolean isFlushOverdue() {
    Progress unflushed = now.since(flushed);
    return unflushed.entries >= OVERDUE * settings.flushEntries()
        || unflushed.commands >= OVERDUE * settings.flushCommands()
        || unflushed.bytes >= OVERDUE * settings.flushBytes();
  }

  void flushBegins() {
    flushed = now;
  }

  boolean isSnapshotDue() {
    Progress unsaved = now.since(snapshotted);
    return unsaved.entries >= settings.snapshotEntries()
        || unsaved.bytes >= settings.snapshotBytes()
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
    snapshottedNanos = System.nanoTime();
  }
}
