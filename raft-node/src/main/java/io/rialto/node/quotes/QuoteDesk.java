package io.rialto.node.quotes;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteUnavailableException.Reason;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.SignedQuote;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets prices from the quote proxies: one request a symbol, a bounded number at once, the proxies
 * in turn when one fails, until a deadline. What it hands out has passed {@link QuoteCheck}.
 *
 * <p>All its state belongs to one thread, which never blocks. Callers may be on any thread and are
 * never blocked; futures complete on the desk's thread.
 */
public final class QuoteDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuoteDesk.class);

  private final List<ProxyLink> proxies;
  private final QuoteCheck check;
  private final ClockAlarm clockAlarm = new ClockAlarm(System::nanoTime, LOG::warn);
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread made = new Thread(task, "rialto-quote-desk");
            made.setDaemon(true);
            return made;
          });
  private final Map<String, Flight> flights = new HashMap<>();
  private final ArrayDeque<Flight> commandsWaiting = new ArrayDeque<>();
  private final ArrayDeque<Flight> refreshesWaiting = new ArrayDeque<>();
  private int outstanding;
  private int refreshesOutstanding;
  private int preferredPlace;

  private final LongAdder received = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /**
   * What the desk has done since it was opened.
   *
   * @param clocksApart answers of quote proxies whose clock is far from log time
   */
  public record Figures(long received, long refused, long failed, long clocksApart) {}

  /** One symbol being asked for. */
  private static final class Flight {
    final QuoteAsk ask;
    final long askedAtNanos = System.nanoTime();
    final CompletableFuture<SignedQuote> quote = new CompletableFuture<>();
    boolean hasTurn;

    /** Whether no command waits for it: it gives way to those for which one does. */
    boolean isRefresh;

    /** Where among the proxies its first try went, whichever is the preferred one later. */
    int firstPlace;

    long deadlineNanos;
    int tries;
    String lastFault = "no quote proxy has answered";

    Flight(QuoteAsk ask) {
      this.ask = ask;
      this.isRefresh = ask.forTrigger();
    }

    long waitedMillis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAtNanos);
    }
  }

  /**
   * @param proxyEndpoints host:port of each quote proxy, the preferred one first; without any, no
   *     quote can ever be had
   */
  public QuoteDesk(List<String> proxyEndpoints, QuoteKeys keys) {
    this.proxies = proxyEndpoints.stream().map(ProxyLink::new).toList();
    this.check = new QuoteCheck(keys);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Asks for a quote. A request for the symbol that is already under way is joined. The future
   * fails with {@link QuoteUnavailableException} if there is no quote by the deadline.
   */
  public CompletableFuture<SignedQuote> fetch(QuoteAsk ask) {
    CompletableFuture<SignedQuote> quote = new CompletableFuture<>();
    try {
      thread.execute(() -> join(ask, quote));
    } catch (RejectedExecutionException closed) {
      quote.completeExceptionally(
          new QuoteUnavailableException("the node is stopping", Reason.NOBODY_TO_ASK));
    }
    return quote;
  }

  /** A command waits for this symbol now: a refresh of it that waits for its turn goes first. */
  public void hurry(String symbol) {
    onDeskThread(
        () -> {
          Flight flight = flights.get(symbol);
          if (flight != null && refreshesWaiting.remove(flight)) {
            flight.isRefresh = false;
            commandsWaiting.add(flight);
            letNextHaveItsTurn(commandsWaiting);
          }
        });
  }

  public Figures figures() {
    return new Figures(received.sum(), refused.sum(), failed.sum(), clockAlarm.noticed());
  }

  /** Abandons what is under way: those futures fail. */
  @Override
  public void close() {
    thread.execute(
        () ->
            List.copyOf(flights.values())
                .forEach(flight -> giveUp(flight, "the node is stopping", Reason.NOBODY_TO_ASK)));
    thread.shutdown();
    proxies.forEach(ProxyLink::close);
  }

  private void join(QuoteAsk ask, CompletableFuture<SignedQuote> quote) {
    Flight flight = flights.get(ask.symbol());
    boolean isNew = flight == null;
    if (isNew) {
      flight = new Flight(ask);
    }
    flight.quote.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            quote.complete(value);
          } else {
            quote.completeExceptionally(failure);
          }
        });
    if (isNew) {
      begin(flight);
    }
  }

  private void begin(Flight flight) {
    flights.put(flight.ask.symbol(), flight);
    if (proxies.isEmpty()) {
      giveUp(flight, "this node has no quote proxy", Reason.NOBODY_TO_ASK);
    } else if (mayTakeTurn(flight)) {
      takeTurn(flight);
    } else if (line(flight).size() < Limits.QUOTES_WAITING_MAX) {
      line(flight).add(flight);
      later(() -> giveUpWaiting(flight), Limits.QUOTE_TURN_MILLIS_MAX);
    } else {
      giveUp(flight, Limits.QUOTES_WAITING_MAX + " symbols wait for a price", Reason.DESK_FULL);
    }
  }

  private ArrayDeque<Flight> line(Flight flight) {
    return flight.isRefresh ? refreshesWaiting : commandsWaiting;
  }

  /** Refreshes leave some places to commands. */
  private boolean mayTakeTurn(Flight flight) {
    return outstanding < Limits.QUOTES_OUTSTANDING_MAX
        && (!flight.isRefresh || refreshesOutstanding < Limits.REFRESHES_OUTSTANDING_MAX);
  }

  private void giveUpWaiting(Flight flight) {
    if (!flight.hasTurn && line(flight).remove(flight)) {
      giveUp(
          flight,
          "its turn did not come in " + Limits.QUOTE_TURN_MILLIS_MAX + " ms",
          Reason.DESK_FULL);
    }
  }

  private void takeTurn(Flight flight) {
    outstanding++;
    refreshesOutstanding += flight.isRefresh ? 1 : 0;
    flight.hasTurn = true;
    flight.firstPlace = preferredPlace;
    flight.deadlineNanos =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.QUOTE_DEADLINE_MILLIS);
    call(flight);
  }

  private void call(Flight flight) {
    if (flight.quote.isDone()) {
      return;
    }
    long leftMillis = leftMillis(flight);
    if (leftMillis <= 0) {
      giveUp(flight, flight.lastFault, Reason.NOT_IN_TIME);
      return;
    }
    int place = (flight.firstPlace + flight.tries) % proxies.size();
    ProxyLink proxy = proxies.get(place);
    if (flight.tries > 0) {
      proxy.connectAtOnce();
    }
    QuoteRequest request =
        QuoteRequest.newBuilder()
            .setSymbol(flight.ask.symbol())
            .setUser(flight.ask.user())
            .setNumber(flight.ask.number())
            .setNotOlderThanMillis(flight.ask.notOlderThanMillis())
            .build();
    long deadlineMillis = Math.min(leftMillis, Limits.QUOTE_CALL_MILLIS_MAX);
    proxy.ask(request, deadlineMillis, new Answer(flight, place));
  }

  /** Carries a proxy's answer to the desk's thread. */
  private final class Answer implements StreamObserver<SignedQuote> {
    private final Flight flight;
    private final int place;
    private SignedQuote value;

    Answer(Flight flight, int place) {
      this.flight = flight;
      this.place = place;
    }

    @Override
    public void onNext(SignedQuote quote) {
      value = quote;
    }

    @Override
    public void onError(Throwable failure) {
      onDeskThread(flight, () -> proxyFailed(flight, place, Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
      if (value == null) {
        onError(Status.INTERNAL.withDescription("an answer without a quote").asException());
      } else {
        onDeskThread(flight, () -> proxyAnswered(flight, place, value));
      }
    }
  }

  private void proxyAnswered(Flight flight, int place, SignedQuote quote) {
    if (flight.quote.isDone()) {
      return;
    }
    clockAlarm.saw(proxies.get(place).endpoint(), quote, flight.ask, flight.waitedMillis());
    Optional<String> fault = check.fault(quote, flight.ask, flight.waitedMillis());
    if (fault.isPresent()) {
      refused.increment();
      LOG.warn("refused a quote for {}: {}", flight.ask.symbol(), fault.get());
      tryNext(flight, "a quote was refused: " + fault.get());
      return;
    }
    received.increment();
    preferredPlace = place;
    land(flight);
    flight.quote.complete(quote);
  }

  private void proxyFailed(Flight flight, int place, Status status) {
    failed.increment();
    String description = status.getDescription();
    if (status.getCode() == Status.Code.FAILED_PRECONDITION) {
      clockAlarm.refusedToAsk(
          proxies.get(place).endpoint(), description, flight.ask, flight.waitedMillis());
    }
    tryNext(flight, status.getCode() + (description == null ? "" : ": " + description));
  }

  private void tryNext(Flight flight, String fault) {
    flight.lastFault = fault;
    flight.tries++;
    int rounds = flight.tries / proxies.size();
    if (flight.tries % proxies.size() != 0) {
      call(flight);
      return;
    }
    long pause =
        Math.min(
            (long) Limits.QUOTE_PAUSE_MILLIS_MIN << Math.min(rounds - 1, 10),
            Limits.QUOTE_PAUSE_MILLIS_MAX);
    later(() -> call(flight), Math.max(1, Math.min(pause, leftMillis(flight))));
  }

  private static long leftMillis(Flight flight) {
    return TimeUnit.NANOSECONDS.toMillis(flight.deadlineNanos - System.nanoTime());
  }

  private void giveUp(Flight flight, String why, Reason reason) {
    land(flight);
    if (reason == Reason.NOT_IN_TIME) {
      LOG.warn("no quote for {}: {}", flight.ask.symbol(), why);
    }
    flight.quote.completeExceptionally(new QuoteUnavailableException(why, reason));
  }

  /** The flight is over: the symbol may be asked for again, and the next one has its turn. */
  private void land(Flight flight) {
    flights.remove(flight.ask.symbol());
    if (!flight.hasTurn) {
      line(flight).remove(flight);
      return;
    }
    outstanding--;
    refreshesOutstanding -= flight.isRefresh ? 1 : 0;
    letNextHaveItsTurn(commandsWaiting);
    letNextHaveItsTurn(refreshesWaiting);
  }

  private void letNextHaveItsTurn(ArrayDeque<Flight> line) {
    Flight next = line.peek();
    if (next != null && mayTakeTurn(next) && !thread.isShutdown()) {
      takeTurn(line.remove());
    }
  }

  /** A fault of our own must not leave a symbol without a price for ever. */
  private void onDeskThread(Flight flight, Runnable task) {
    onDeskThread(
        () -> {
          try {
            task.run();
          } catch (RuntimeException unforeseen) {
            LOG.error(
                "the quote desk failed with an answer for {}", flight.ask.symbol(), unforeseen);
            if (!flight.quote.isDone()) {
              giveUp(flight, "the desk failed: " + unforeseen, Reason.NOT_IN_TIME);
            }
          }
        });
  }

  private void onDeskThread(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException closed) {
      LOG.debug("an answer of a quote proxy came after the desk was closed");
    }
  }

  private void later(Runnable task, long millis) {
    if (!thread.isShutdown()) {
      thread.schedule(task, millis, TimeUnit.MILLISECONDS);
    }
  }
}
