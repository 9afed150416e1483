package io.rialto.node.raft;

import io.rialto.node.ops.Member;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;

/**
 * The engine's settings, each with its reason.
 *
 * @param electionTimeoutMin a follower that hears nothing this long, or up to {@code
 *     electionTimeoutMax}, starts an election
 * @param preservedEntries entries kept behind a snapshot, so that a node that was away shortly
 *     needs none
 * @param segmentBytes of one file of the log; whole files are purged
 */
public record RaftSettings(
    Duration electionTimeoutMin,
    Duration electionTimeoutMax,
    long preservedEntries,
    int segmentBytes,
    UpkeepSettings upkeep) {

  /** A node that has just started knows of no leader that it could disturb. */
  private static final Duration FIRST_ELECTION_TIMEOUT_MAX = Duration.ofMillis(1_600);

  public static RaftSettings standard() {
    return new RaftSettings(
        Duration.ofMillis(1_000),
        Duration.ofMillis(2_000),
        20_000,
        8 << 20,
        UpkeepSettings.standard());
  }

  /**
   * How often state is put into files; whichever bound is met first counts.
   *
   * @param flushEntries entries that a restarted node replays at most; in small ones they take more
   *     time than the commands in them
   * @param flushCommands commands that a restarted node replays at most
   * @param flushBytes bytes of log that a restarted node replays at most
   * @param snapshotEntries entries between two snapshots
   * @param snapshotBytes bytes of log between two snapshots
   * @param snapshotInterval time between two snapshots, also of an idle node: its log grows too
   */
  public record UpkeepSettings(
      long flushEntries,
      long flushCommands,
      long flushBytes,
      long snapshotEntries,
      long snapshotBytes,
      Duration snapshotInterval) {

    public static UpkeepSettings standard() {
      return new UpkeepSettings(5_000, 50_000, 16 << 20, 20_000, 64 << 20, Duration.ofMinutes(10));
    }

    public UpkeepSettings withSnapshotEntries(long entries) {
      return new UpkeepSettings(
          flushEntries, flushCommands, flushBytes, entries, snapshotBytes, snapshotInterval);
    }
  }

  /** The settings in the engine's own form. */
  public RaftProperties properties(Path storage, Member self) {
    RaftProperties properties = new RaftProperties();
    properties.set(RaftServerConfigKeys.STORAGE_DIR_KEY, storage.toString());
    elections(properties);
    log(properties);
    snapshots(properties);
    transport(properties, self);
    return properties;
  }

  private void elections(RaftProperties properties) {
    properties.set(RaftServerConfigKeys.Rpc.TIMEOUT_MIN_KEY, millis(electionTimeoutMin));
    properties.set(RaftServerConfigKeys.Rpc.TIMEOUT_MAX_KEY, millis(electionTimeoutMax));
    properties.set(RaftServerConfigKeys.Rpc.FIRST_ELECTION_TIMEOUT_MIN_KEY, "300ms");
    properties.set(
        RaftServerConfigKeys.Rpc.FIRST_ELECTION_TIMEOUT_MAX_KEY,
        millis(
            electionTimeoutMax.compareTo(FIRST_ELECTION_TIMEOUT_MAX) < 0
                ? electionTimeoutMax
                : FIRST_ELECTION_TIMEOUT_MAX));
    properties.set(RaftServerConfigKeys.Rpc.REQUEST_TIMEOUT_KEY, "3s");
    properties.set(RaftServerConfigKeys.Rpc.SLOWNESS_TIMEOUT_KEY, "20s");
    // So long a leader that lost its majority stays out of elections, and so long its process may
    // pause before it gives up.
    properties.set(RaftServerConfigKeys.LeaderElection.LEADER_STEP_DOWN_WAIT_TIME_KEY, "3s");
    // A process that was stopped for a while must not end for it.
    properties.set(RaftServerConfigKeys.CLOSE_THRESHOLD_KEY, "300s");
    // Our sessions do what the engine's retry cache is for; it is unbounded, so it is kept short.
    properties.set(RaftServerConfigKeys.RetryCache.EXPIRY_TIME_KEY, "2s");
  }

  private void log(RaftProperties properties) {
    // A leader says nothing to a follower for so long after an error, give or take a half, and the
    // first answer of one that comes back is an error, too. What is longer than an election timeout
    // makes it ask for votes over and over instead of catching up; the default is 5 s.
    Duration silence = electionTimeoutMin.dividedBy(3);
    properties.set(RaftServerConfigKeys.Write.ELEMENT_LIMIT_KEY, "512");
    properties.set(RaftServerConfigKeys.Write.BYTE_LIMIT_KEY, "32MB");
    properties.set(RaftServerConfigKeys.Log.SEGMENT_SIZE_MAX_KEY, Integer.toString(segmentBytes));
    properties.set(RaftServerConfigKeys.Log.SEGMENT_CACHE_NUM_MAX_KEY, "2");
    properties.set(RaftServerConfigKeys.Log.SEGMENT_CACHE_SIZE_MAX_KEY, "32MB");
    properties.set(
        RaftServerConfigKeys.Log.PREALLOCATED_SIZE_KEY,
        Integer.toString(Math.min(segmentBytes, 1 << 20)));
    properties.set(RaftServerConfigKeys.Log.WRITE_BUFFER_SIZE_KEY, "2MB");
    properties.set(RaftServerConfigKeys.Log.FORCE_SYNC_NUM_KEY, "1024");
    // Both lose acknowledged entries; they are off by default and must stay so.
    properties.set(RaftServerConfigKeys.Log.UNSAFE_FLUSH_ENABLED_KEY, "false");
    properties.set(RaftServerConfigKeys.Log.ASYNC_FLUSH_ENABLED_KEY, "false");
    // With it, a follower that is still writing an old leader's entry takes a new leader's entry of
    // the same index for the same, and acknowledges what it does not hold (TwoLeadersTest).
    properties.set(RaftServerConfigKeys.Log.APPEND_ENTRIES_COMPOSE_ENABLED_KEY, "false");
    // Else each advance of the commit index is an entry of its own.
    properties.set(RaftServerConfigKeys.Log.LOG_METADATA_ENABLED_KEY, "false");
    // A kill in the middle of a write leaves a torn tail; the default refuses to start with one.
    // Holes further
    // back are found by the engine's check for gaps.
    properties.set(RaftServerConfigKeys.Log.CORRUPTION_POLICY_KEY, "WARN_AND_RETURN");
    properties.set(RaftServerConfigKeys.Log.Appender.BUFFER_BYTE_LIMIT_KEY, "1MB");
    properties.set(RaftServerConfigKeys.Log.Appender.BUFFER_ELEMENT_LIMIT_KEY, "1024");
    properties.set(
        RaftServerConfigKeys.Log.Appender.RETRY_POLICY_KEY,
        millis(silence.dividedBy(4)) + ",4," + millis(silence) + "," + Integer.MAX_VALUE);
  }

  private void snapshots(RaftProperties properties) {
    properties.set(RaftServerConfigKeys.Snapshot.AUTO_TRIGGER_ENABLED_KEY, "true");
    // Snapshots are asked for by our own upkeep; this one is only taken when a node stops.
    properties.set(
        RaftServerConfigKeys.Snapshot.AUTO_TRIGGER_THRESHOLD_KEY, Long.toString(Long.MAX_VALUE));
    // Up to eight chunks are on their way at once, and each must be answered within eight times the
    // timeout: a quarter of a megabyte a second is enough. For so long a leader may say nothing to
    // a follower that dies while it is sent a snapshot.
    properties.set(RaftServerConfigKeys.Log.Appender.SNAPSHOT_CHUNK_SIZE_MAX_KEY, "256KB");
    properties.set(GrpcConfigKeys.Server.INSTALL_SNAPSHOT_REQUEST_ELEMENT_LIMIT_KEY, "8");
    properties.set(GrpcConfigKeys.Server.INSTALL_SNAPSHOT_REQUEST_TIMEOUT_KEY, "1s");
    // Else one dead node would keep every log growing.
    properties.set(RaftServerConfigKeys.Log.PURGE_UPTO_SNAPSHOT_INDEX_KEY, "true");
    properties.set(RaftServerConfigKeys.Log.PURGE_GAP_KEY, "1");
    properties.set(
        RaftServerConfigKeys.Log.PURGE_PRESERVATION_LOG_NUM_KEY, Long.toString(preservedEntries));
  }

  private static void transport(RaftProperties properties, Member self) {
    properties.set(RaftConfigKeys.Rpc.TYPE_KEY, NodeRpc.class.getName());
    properties.set(GrpcConfigKeys.Server.HOST_KEY, self.raft().host());
    properties.set(GrpcConfigKeys.Server.PORT_KEY, Integer.toString(self.raft().port()));
    properties.set(GrpcConfigKeys.MESSAGE_SIZE_MAX_KEY, "8MB");
    // Heartbeats on a channel of their own do not wait behind entries on their way.
    properties.set(GrpcConfigKeys.Server.HEARTBEAT_CHANNEL_KEY, "true");
    properties.set(GrpcConfigKeys.Server.BOSS_GROUP_SIZE_KEY, "1");
    properties.set(GrpcConfigKeys.Server.WORKER_GROUP_SIZE_KEY, "1");
    properties.set(GrpcConfigKeys.Client.WORKER_GROUP_SIZE_KEY, "1");
    properties.set(GrpcConfigKeys.Server.ASYNC_REQUEST_THREAD_POOL_CACHED_KEY, "false");
    properties.set(GrpcConfigKeys.Server.ASYNC_REQUEST_THREAD_POOL_SIZE_KEY, "4");
    properties.set(RaftServerConfigKeys.ThreadPool.SERVER_CACHED_KEY, "false");
    properties.set(RaftServerConfigKeys.ThreadPool.SERVER_SIZE_KEY, "4");
    properties.set(RaftServerConfigKeys.ThreadPool.CLIENT_CACHED_KEY, "false");
    properties.set(RaftServerConfigKeys.ThreadPool.CLIENT_SIZE_KEY, "2");
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
