package io.rialto.node.ingress;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.ops.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which symbols have a valid quote in the log, or in an entry ahead in the pipeline, and which new
 * ones wait for the next entry. It knows times, not prices: the machine alone uses those.
 *
 * <p>It may miss quotes that came in a snapshot since it last learnt what the state holds; then a
 * quote is fetched once more, and the machine ignores one that is not newer. It never believes in a
 * quote that the machine does not hold. There are at most 18,278 symbols.
 *
 * <p>{@link #applied} is called by the apply thread, all else by the sequencer's.
 */
final class PriceBoard {
  private final Map<String, Long> appliedTimes = new ConcurrentHashMap<>();
  private final AtomicLong logTimeMillis = new AtomicLong();
  private final Map<String, Submitted> submitted = new HashMap<>();
  private final Map<String, FreshQuote> fresh = new LinkedHashMap<>();

  private record Submitted(long timeMillis, long entryNumber) {}

  /** Sees each applied entry. */
  void applied(EntryResult result) {
    logTimeMillis.accumulateAndGet(result.logTimeMillis(), Math::max);
    for (EntryResult.AcceptedQuote quote : result.acceptedQuotes()) {
      appliedTimes.merge(quote.symbol(), quote.timeMillis(), Math::max);
    }
  }

  /** Learns the times of the quotes that the state holds, by symbol. */
  void know(Map<String, Long> quoteTimes) {
    quoteTimes.forEach((symbol, time) -> appliedTimes.merge(symbol, time, Math::max));
  }

  /** The log time that an entry with this stamp will have. */
  long logTimeAt(long stampMillis) {
    return Math.max(stampMillis, logTimeMillis.get());
  }

  /** Whether an entry at this log time finds a valid quote for the symbol. */
  boolean valid(String symbol, long logTimeMillis) {
    return logTimeMillis - newestTime(symbol) <= Limits.QUOTE_AGE_MILLIS_MAX;
  }

  private long newestTime(String symbol) {
    Submitted ahead = submitted.get(symbol);
    long time = appliedTimes.getOrDefault(symbol, Long.MIN_VALUE / 2);
    return ahead == null ? time : Math.max(time, ahead.timeMillis);
  }

  void addFresh(FreshQuote quote) {
    fresh.put(quote.quote().getSymbol(), quote);
  }

  /** Whether a new quote waits for an entry. */
  boolean isFresh(String symbol) {
    return fresh.containsKey(symbol);
  }

  /** Takes new quotes off the board for an entry, as many as one may hold. */
  List<FreshQuote> pollFresh() {
    List<FreshQuote> taken = new ArrayList<>();
    Iterator<FreshQuote> quotes = fresh.values().iterator();
    while (quotes.hasNext() && taken.size() < Limits.ENTRY_QUOTES_MAX) {
      taken.add(quotes.next());
      quotes.remove();
    }
    return taken;
  }

  /**
   * Lets the quote into the entry, which has this log time, unless it is of no use there: too old
   * by now, or not newer than one that is ahead of it.
   */
  boolean admit(FreshQuote quote, long entryNumber, long logTimeMillis) {
    String symbol = quote.quote().getSymbol();
    long time = Math.min(quote.quote().getTimeMillis(), logTimeMillis);
    boolean useful =
        logTimeMillis - time <= Limits.QUOTE_AGE_MILLIS_MAX && time > newestTime(symbol);
    if (useful) {
      submitted.put(symbol, new Submitted(time, entryNumber));
    }
    return useful;
  }

  /** The entry has been applied, and {@link #applied} has seen it. */
  void settled(long entryNumber) {
    submitted.values().removeIf(quote -> quote.entryNumber == entryNumber);
  }

  /** Entries ahead in the pipeline may be lost: their quotes count no more. */
  void forgetSubmitted() {
    submitted.clear();
  }

  /** This node leads no more. */
  void forgetUnapplied() {
    submitted.clear();
    fresh.clear();
  }
}
