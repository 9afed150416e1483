package io.rialto.quoteproxy;

/** Every bound of the quote proxy and of the simulated source, in one place. */
public final class Limits {

  /** How long a quote is good for: at exactly this age it still counts (SPEC, "Sixty seconds"). */
  public static final long QUOTE_AGE_MILLIS_MAX = 60_000;

  /** Quotes kept: more than there are symbols of one to three letters (18,278). */
  public static final int CACHED_QUOTES_MAX = 20_000;

  /** Calls that wait for a price at once; the next one is told to come again. */
  public static final int WAITING_CALLS_MAX = 20_000;

  /** How long a call waits whose caller named no deadline, or a later one. */
  public static final long CALL_MILLIS_MAX = 30_000;

  /** A request for a quote is some 100 bytes; nothing bigger is read. */
  public static final int GRPC_REQUEST_BYTES_MAX = 4_096;

  /** Callers may send keep-alive pings this often; nodes send them every ten seconds. */
  public static final int KEEP_ALIVE_SECONDS_MIN = 5;

  /** Calls that one connection may have under way. */
  public static final int CALLS_PER_CONNECTION_MAX = 10_000;

  /** Characters in a proxy's name. */
  public static final int PROXY_NAME_LENGTH_MAX = 64;

  /** How long a proxy that was told to stop goes on with the calls it has. */
  public static final long DRAIN_MILLIS_MAX = 5_000;

  /** Hits on the legacy source side by side, if not set otherwise. */
  public static final int CONNECTIONS_DEFAULT = 256;

  /** Hits on the legacy source side by side, at most. */
  public static final int CONNECTIONS_MAX = 4_096;

  /** Hits a second if not set otherwise: below the thousand at which the source starts to lie. */
  public static final int HITS_PER_SECOND_DEFAULT = 800;

  /** Hits a second, at most. */
  public static final int HITS_PER_SECOND_MAX = 100_000;

  /** Symbols that wait for a connection. */
  public static final int QUEUED_HITS_MAX = 20_000;

  /**
   * How long one hit may take, connecting and all. The source needs a little over 4 s at most; a
   * hit given up too early is paid for twice, so a busy machine has as much time again.
   */
  public static final long HIT_MILLIS_DEFAULT = 8_000;

  /** The longest time for one hit that can be set. */
  public static final long HIT_MILLIS_MAX = 60_000;

  /** Hits for one price: the first, and after a refused reply or a failure the next ones. */
  public static final int ATTEMPTS_MAX = 4;

  /** The pause before the second attempt; it doubles with each further one. */
  public static final long RETRY_PAUSE_MILLIS = 50;

  /** Hits in a row without a reply after which the source is left alone for a while. */
  public static final int BREAKER_FAILURES = 10;

  /** How long a silent source is left alone before a single hit tries it again. */
  public static final long BREAKER_OPEN_MILLIS = 2_000;

  /** Hits, and calls, whose latencies are remembered: the latest ones. */
  public static final int LATENCIES_KEPT = 512;

  /**
   * A hit is slow when it takes longer than so many of a hundred before it, if not set otherwise.
   */
  public static final int HEDGE_PERCENTILE_DEFAULT = 90;

  /** Second hits for a hundred first ones, at most, if not set otherwise. */
  public static final int HEDGE_BUDGET_PERCENT_DEFAULT = 20;

  /** Latencies that must be known before it is learnt from them when to make a second hit. */
  public static final int HEDGE_SAMPLES_MIN = 50;

  /**
   * When a second hit is made while too few latencies are known: nine of ten replies of the source
   * come within some 3 s.
   */
  public static final long HEDGE_DELAY_MILLIS_DEFAULT = 3_000;

  /** When a second hit is made at the earliest: what is quicker needs none. */
  public static final long HEDGE_DELAY_MILLIS_MIN = 50;

  /** Second hits that may be saved up for later. */
  public static final int HEDGES_SAVED_MAX = 100;

  /** Calls within the window that bring a symbol into demand. */
  public static final int HOT_ASKS = 3;

  /**
   * The window: a node asks once in the sixty seconds for which it holds a quote, so that five
   * calls are all that it makes in this time.
   */
  public static final long HOT_WINDOW_MILLIS = 300_000;

  /** How long before its end a quote in demand is fetched anew: the source needs 4 s at most. */
  public static final long REFRESH_AHEAD_MILLIS = 6_000;

  /** How often quotes that are about to end are looked for. */
  public static final long REFRESH_LOOK_MILLIS = 500;

  /** Quotes that are fetched anew side by side without anybody waiting for them. */
  public static final int REFRESHES_SIDE_BY_SIDE_MAX = 64;

  /** How often the directory of keys is looked at for a new one. */
  public static final long KEYS_LOOK_MILLIS = 3_000;

  /** Public keys that are published; beyond it the oldest is left out. */
  public static final int PUBLISHED_KEYS_MAX = 100;

  /** A reply of the legacy source, line end and all. */
  public static final int REPLY_BYTES_MAX = 1_024;

  /** Characters in a cryptokey; the real ones have 56, and nodes take no longer ones than this. */
  public static final int CRYPTOKEY_LENGTH_MAX = 128;

  /** What a hit costs. */
  public static final int HIT_COST_CENTS = 5;

  /** A request to the simulated source, line end and all. */
  public static final int SIMULATOR_REQUEST_BYTES_MAX = 256;

  /** Connections that the simulated source serves side by side, if not set otherwise. */
  public static final int SIMULATOR_CONNECTIONS_DEFAULT = 4_096;

  /** Connections that the simulated source serves side by side, at most. */
  public static final int SIMULATOR_CONNECTIONS_MAX = 20_000;

  /** How long the simulated source waits for a request, and for its reply to be taken. */
  public static final long SIMULATOR_PATIENCE_MILLIS = 10_000;

  /** How long the simulated source keeps a connection open that it answers with silence. */
  public static final long SIMULATOR_SILENCE_MILLIS = 30_000;

  /** Hits a second above which the simulated source lies, if not set otherwise. */
  public static final int SIMULATOR_LIE_ABOVE_DEFAULT = 1_000;

  /** The highest such rate that can be set; it is also how many hits are remembered. */
  public static final int SIMULATOR_LIE_ABOVE_MAX = 1_000_000;

  /** How much slower than the real source the simulated one can be. */
  public static final double SIMULATOR_DELAY_SCALE_MAX = 100;

  /** By how much all replies of the simulated source can be made later. */
  public static final long SIMULATOR_DELAY_MILLIS_MAX = 600_000;

  private Limits() {}
}
