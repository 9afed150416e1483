package io.rialto.node.ops;

/**
 * The bounds of a node's queues, batches, messages, caches and retries. None of them decides what
 * the machine answers (those are {@code MachineLimits}): they may differ between nodes.
 */
public final class Limits {

  // Messages and connections.

  /** The largest gRPC message that a caller may send; a larger one fails its own call only. */
  public static final int MESSAGE_BYTES_MAX = 1 << 20;

  /**
   * The largest gRPC message that reaches the check for {@link #MESSAGE_BYTES_MAX}. Beyond it the
   * transport gives up on the call by itself, with a less telling status.
   */
  public static final int MESSAGE_BYTES_RECEIVED_MAX = 4 << 20;

  /** Calls open at once on one connection. */
  public static final int CALLS_PER_CONNECTION_MAX = 256;

  /** Command streams open at once on one node. */
  public static final int STREAMS_MAX = 1_024;

  /** Callers may send keep-alive pings this often. */
  public static final int KEEP_ALIVE_SECONDS_MIN = 5;

  /** How long a node tries to connect to another before it begins anew. */
  public static final int PEER_CONNECT_MILLIS_MAX = 2_000;

  /** Threads that run gRPC's callbacks; none of them ever blocks. */
  public static final int CALL_THREADS = 4;

  // Commands.

  /** Commands in one CommandBatch. */
  public static final int BATCH_COMMANDS_MAX = 256;

  /** Bytes of one CommandBatch. */
  public static final int BATCH_BYTES_MAX = 128 * 1024;

  /** How far a sequence may lie above the lowest unanswered one, exclusive. */
  public static final int SEQUENCE_WINDOW = 65_536;

  /** Characters of a request id. */
  public static final int REQUEST_ID_LENGTH_MAX = 64;

  /**
   * Commands accepted and not yet answered, over all callers, before those are turned away that
   * have many under way; about 40 MB when all are there.
   */
  public static final int COMMANDS_UNANSWERED_MAX = 65_536;

  /** Commands of one stream accepted whose reply is not yet sent; then no more are read from it. */
  public static final int STREAM_UNANSWERED_MAX = 8_192;

  /**
   * Commands of one stream that are taken whatever the others have under way: who asks for little
   * is not turned away because somebody asks for much.
   */
  public static final int STREAM_UNANSWERED_SURE = 64;

  /** Bytes of replies that one stream's reader may leave unread; then the stream is ended. */
  public static final int STREAM_UNREAD_BYTES_MAX = 16 << 20;

  /** About the bytes of one ReplyBatch; a single larger reply goes by itself. */
  public static final int REPLY_BATCH_BYTES_MAX = 256 * 1024;

  // Log entries.

  /** Operations in one log entry. */
  public static final int ENTRY_OPERATIONS_MAX = 4_096;

  /** Bytes of one log entry, an order of magnitude under the engine's limit. */
  public static final int ENTRY_BYTES_MAX = 512 * 1024;

  /** Quotes in one log entry. */
  public static final int ENTRY_QUOTES_MAX = 64;

  /** Entries submitted and not yet applied; the second only for much. */
  public static final int ENTRIES_IN_FLIGHT_MAX = 2;

  /** Operations that must wait before an entry is submitted while another is under way. */
  public static final int ENTRY_AHEAD_OPERATIONS_MIN = 1_024;

  /** An idle leader writes an entry this often, so that log time passes. */
  public static final int TICK_MILLIS = 1_000;

  // Clocks.

  /** A leader stamps entries only while its clock is this close to those of a majority. */
  public static final long CLOCK_SKEW_MILLIS_MAX = 2_000;

  /** Nodes read each other's clocks this often. */
  public static final long CLOCK_READ_MILLIS = 2_000;

  /** And this often while too few are known to judge by. */
  public static final long CLOCK_READ_AGAIN_MILLIS = 200;

  /** How long one reading may take; it can be wrong by half of that. */
  public static final long CLOCK_CALL_MILLIS_MAX = 2_000;

  /** A reading counts for this long. */
  public static final long CLOCK_READING_MILLIS_MAX = 15_000;

  /** How long commands wait at a leader that does not know a majority's clocks. */
  public static final long CLOCK_WAIT_MILLIS_MAX = 5_000;

  /** How often a leader whose clock is wrong tries to give leadership up. */
  public static final long STEP_DOWN_MILLIS = 5_000;

  // Pace.

  /** It has much to do if it applied so many operations since the last look. */
  public static final int PACE_BUSY_OPERATIONS = 1_000;

  /** A follower may be so many operations behind and costs nothing. */
  public static final long PACE_FREE_OPERATIONS = 8_192;

  /** From so many on the leader waits as long as it ever does. */
  public static final long PACE_FULL_OPERATIONS = 65_536;

  /** How long it waits for a follower after an entry, at most. */
  public static final long PACE_HOLD_MILLIS_MAX = 250;

  /** What a follower said of itself counts for this long. */
  public static final long PACE_READING_MILLIS_MAX = 1_000;

  // Elections.

  /**
   * How long the loss of a leader's connections counts; after it a majority's silence has to tell.
   */
  public static final long LEADER_LOSS_MILLIS_MAX = 1_000;

  // Comparing replicas.

  /** Every node reports its hash after the first entry at or above each multiple of this. */
  public static final long HASH_REPORT_ENTRIES = 1_000;

  /** And after the first entry of each such stretch of log time. */
  public static final long HASH_REPORT_MILLIS = 5_000;

  /** Reports in one log entry; each is about 60 bytes. */
  public static final int ENTRY_HASH_REPORTS_MAX = 32;

  // Quotes.

  /** A quote counts for this long, inclusive (SPEC, "Sixty seconds"). */
  public static final long QUOTE_AGE_MILLIS_MAX = 60_000;

  /** A quote must not be further ahead of log time than this. */
  public static final long QUOTE_AHEAD_MILLIS_MAX = 60_000;

  /**
   * How far a quote proxy's clock may be from log time without an alarm: a leader's clock may be 2
   * s from a majority's, and log time as far ahead of that.
   */
  public static final long QUOTE_CLOCK_MILLIS_MAX = 5_000;

  /** An alarm about one proxy's clock is given once in this time. */
  public static final long QUOTE_CLOCK_WARNING_MILLIS = 60_000;

  /** The file of quote keys is read again for an unknown key at most this often. */
  public static final long QUOTE_KEYS_READ_MILLIS = 1_000;

  /** Symbols that the desk asks for at once. */
  public static final int QUOTES_OUTSTANDING_MAX = 64;

  /** As many of them at most for triggers, so that commands find a place. */
  public static final int REFRESHES_OUTSTANDING_MAX = 48;

  /** Symbols that wait at the desk for their turn: for commands, and as many for triggers. */
  public static final int QUOTES_WAITING_MAX = 4_096;

  /** How long a symbol may wait at the desk for its turn. */
  public static final int QUOTE_TURN_MILLIS_MAX = 20_000;

  /** How long the desk tries to get a quote once it is its turn. */
  public static final int QUOTE_DEADLINE_MILLIS = 10_000;

  /** How long one call to one quote proxy may take; the slowest honest reply takes about 4 s. */
  public static final int QUOTE_CALL_MILLIS_MAX = 6_000;

  /** The first pause after all proxies have failed; each next one is twice as long. */
  public static final int QUOTE_PAUSE_MILLIS_MIN = 100;

  /** The longest pause after all proxies have failed. */
  public static final int QUOTE_PAUSE_MILLIS_MAX = 1_000;

  /** Characters of a quote's cryptokey, proxy name and key id. */
  public static final int QUOTE_TEXT_LENGTH_MAX = 128;

  /** How often the leader looks for armed triggers whose quote has run out. */
  public static final int TRIGGER_REFRESH_MILLIS = 500;

  /**
   * How long after its quote has run out a symbol with armed triggers may be fetched anew: each at
   * a moment of its own, so that symbols whose quotes run out together are not all asked for at
   * once. With the look, the fetch begins within 5 s (SPEC, "Triggers"); it ends when the source
   * has answered.
   */
  public static final int TRIGGER_REFRESH_SPREAD_MILLIS = 3_000;

  // Reads.

  /** Threads that read single accounts. */
  public static final int READ_THREADS = 2;

  /** Reads that wait for a barrier, for an index or for a thread. */
  public static final int READS_WAITING_MAX = 1_024;

  /** How long a read waits for an index to be applied here. */
  public static final int READ_WAIT_MILLIS_MAX = 10_000;

  /** Dumps and readings of all accounts that run at once, each on a thread of its own. */
  public static final int SCANS_MAX = 4;

  /** Dumps and readings of all accounts that wait for a thread. */
  public static final int SCANS_WAITING_MAX = 16;

  /** A reader that takes nothing for so long loses its dump, and with it the view it pins. */
  public static final int SCAN_STALL_MILLIS_MAX = 60_000;

  /** Bytes of one chunk of a dump. */
  public static final int DUMP_CHUNK_BYTES = 64 * 1024;

  // Retry hints and shutdown.

  /** When to send again to a node that does not know a leader, or was about to stop. */
  public static final int RETRY_SOON_MILLIS = 100;

  /** When to send again to a node whose queues are full. */
  public static final int RETRY_OVERLOADED_MILLIS = 250;

  /** When to send again a command that could not get a price. */
  public static final int RETRY_QUOTE_MILLIS = 1_000;

  /** How long a stopping node waits for entries in flight and for its callers to hang up. */
  public static final int STOP_MILLIS_MAX = 5_000;

  // Disk.

  /** How often the free space of the disk is looked at. */
  public static final int DISK_LOOK_MILLIS = 1_000;

  /** A leader whose disk is all but full gives way once in so many looks. */
  public static final int DISK_LOOKS_PER_STEP_DOWN = 30;

  /** When to send again to a node whose disk is nearly full. */
  public static final int RETRY_DISK_MILLIS = 1_000;

  /** The least memory for rows that are not in files yet: less would make files of single rows. */
  public static final int MEMTABLE_BYTES_MIN = 262_144;

  private Limits() {}
}
