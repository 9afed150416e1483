package io.rialto.node.ingress;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.Result;
import io.rialto.node.machine.Summary;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.machine.TradingMachine.ArmedSymbol;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteAsk;
import io.rialto.node.quotes.QuoteUnavailableException;
import io.rialto.node.raft.Leadership;
import io.rialto.node.raft.NotReplicatedException;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.node.raft.StateView;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SummaryReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The {@link Sequencer}'s rules stated once more, for a simulation: no thread, no clock of its own,
 * nothing that two runs could do differently. What decides about order, prices, entries and answers
 * are the node's own {@link EntryAssembly}, {@link EntryBuilder}, {@link Attempts} and {@link
 * Operations}; only the thread and the clocks around them are others. Hash reports are left out:
 * the simulation compares the hashes itself. So is the {@link Pace}: it decides when, not what.
 */
public final class SimulatedSequencer {

  /** What the others' clocks say of a time. */
  public enum ClockVerdict {
    WITHIN,
    UNKNOWN,
    OUTSIDE
  }

  /** What the sequencer's thread has around it. */
  public interface Surroundings {

    /** This node's wall clock. */
    long wallMillis();

    /** This node's monotonic clock. */
    long nanos();

    ClockVerdict clockVerdict(long millis);

    /** Gives the engine's leadership up. */
    void stepDown();

    /** Runs {@link SimulatedSequencer#turn} soon. */
    void wake();

    /** Asks for a price; null is given if there is none by the deadline. */
    void fetch(QuoteAsk ask, Consumer<SignedQuote> settled);

    /** Something waiting was sent back because leadership was lost. */
    void sentBackParked(int commands);
  }

  /**
   * Faults that a simulation must find.
   *
   * @param barrierSkipped a strict read answers at once
   * @param parkedSubmittedLater what is sent back at the loss of leadership is kept, and submitted
   *     when this node leads again
   */
  public record Faults(boolean barrierSkipped, boolean parkedSubmittedLater) {}

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.TICK_MILLIS);

  private final ReplicatedMachine machine;
  private final Surroundings surroundings;
  private final Leaders leaders;
  private final Faults faults;
  private final SimulatedStamps stamps;
  private final List<Runnable> mailbox = new ArrayList<>();
  private final SimulatedAnswers answers = new SimulatedAnswers();
  private final EntryAssembly assembly;
  private final Map<Long, EntryInFlight> inFlight = new LinkedHashMap<>();
  private final List<Waiting> keptByFault = new ArrayList<>();
  private List<CompletableFuture<Void>> barriers = new ArrayList<>();

  private boolean leading;
  private boolean moreIsDue;
  private long term;
  private long entriesSubmitted;
  private long lastSubmitNanos;

  /**
   * @param endpoints of all nodes, by id
   */
  public SimulatedSequencer(
      ReplicatedMachine machine,
      String nodeId,
      Map<String, String> endpoints,
      Surroundings surroundings,
      Faults faults) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.faults = faults;
    this.leaders = new Leaders(machine, nodeId, endpoints, Runnable::run);
    this.assembly = new EntryAssembly(machine, new AroundAssembly());
    this.stamps = new SimulatedStamps(surroundings);
    machine.onApplied(
        result -> {
          assembly.applied(result);
          answers.termApplied(result.term());
          moreIsDue = result.moreIsDue();
        });
    machine.onLeadershipChange(ignored -> post(this::lookAtLeadership));
  }

  // What callers send.

  /** One command of a session; answered once. */
  public void command(SessionCommand sent, Consumer<Reply> answer) {
    Refusal fault = Operations.fault(sent);
    if (fault == null) {
      accept(Operations.sessionCommand(sent, replyTo(answer), 0));
    } else {
      answer.accept(Replies.reply(fault));
    }
  }

  /** One command outside any session; answered once. */
  public void request(ExecuteRequest sent, Consumer<Reply> answer) {
    Refusal fault = Operations.fault(sent);
    if (fault == null) {
      accept(Operations.requestCommand(sent, replyTo(answer)));
    } else {
      answer.accept(Replies.reply(fault));
    }
  }

  public void resolve(ResolveRequest sent, Consumer<Reply> answer) {
    accept(Operations.resolve(sent, replyTo(answer)));
  }

  public void openSession(Consumer<OpenSessionReply> answer) {
    accept(
        Operations.openSession(
            new ReplyTo() {
              @Override
              public void settled(Result result) {
                answer.accept(Replies.openSessionReply(result));
              }

              @Override
              public void refused(Refusal refusal) {
                answer.accept(Replies.openSessionReply(refusal));
              }
            }));
  }

  /** A strict read of one account, by a barrier in the log. */
  public void strictRead(String user, Consumer<SummaryReply> answer) {
    CompletableFuture<Void> barrier = new CompletableFuture<>();
    barrier.whenComplete(
        (ignored, failure) ->
            answer.accept(
                failure instanceof RefusedException refused
                    ? Replies.summaryReply(refused.refusal())
                    : read(user)));
    post(
        () -> {
          if (!takesCommands()) {
            barrier.completeExceptionally(new RefusedException(refusalNow()));
          } else if (faults.barrierSkipped()) {
            barrier.complete(null);
          } else {
            barriers.add(barrier);
          }
        });
  }

  private SummaryReply read(String user) {
    try (StateView view = machine.view()) {
      Summary summary = AccountReader.summary(view, user);
      SummaryReply.Builder reply =
          SummaryReply.newBuilder().setCode(ResultCode.OK).setLogIndex(view.applied().index());
      return summary == null
          ? reply.setCode(ResultCode.UNKNOWN_USER).build()
          : reply.setSummary(Replies.summary(summary)).build();
    }
  }

  private static ReplyTo replyTo(Consumer<Reply> answer) {
    return new ReplyTo() {
      @Override
      public void settled(Result result) {
        answer.accept(Replies.reply(result));
      }

      @Override
      public void refused(Refusal refusal) {
        answer.accept(Replies.reply(refusal));
      }
    };
  }

  private void accept(Waiting operation) {
    answers.owe(operation);
    post(() -> enqueue(operation));
  }

  private void enqueue(Waiting operation) {
    if (takesCommands()) {
      assembly.add(operation);
    } else {
      Refusal refusal = refusalNow();
      answers.sendBack(List.of(operation), refusal, refusal);
    }
  }

  private boolean takesCommands() {
    return leading && stamps.refusal() == null;
  }

  private Refusal refusalNow() {
    return leading && stamps.refusal() != null
        ? stamps.refusal()
        : Refusal.notLeader(leaders.hint());
  }

  // The thread.

  private void post(Runnable task) {
    mailbox.add(task);
    surroundings.wake();
  }

  /** Runs what has been posted, then submits what there is to submit. */
  public void turn() {
    List<Runnable> tasks = List.copyOf(mailbox);
    mailbox.clear();
    tasks.forEach(Runnable::run);
    while (assembly.mayFill(inFlight.size()) && mayStamp()) {
      EntryBuilder entry = assemble();
      if (entry.isEmpty() && barriers.isEmpty() && !tickDue()) {
        return;
      }
      submit(entry);
    }
  }

  /** Wants fresh quotes for armed symbols whose quote has run out. */
  public void refresh(List<ArmedSymbol> armed) {
    post(
        () -> {
          if (leading) {
            assembly.refresh(armed, assembly.logTimeAt(stamps.millis()));
          }
        });
  }

  private void lookAtLeadership() {
    Leadership now = machine.leadership();
    if (leading && (!now.leading() || now.term() != term)) {
      leading = false;
      sendBackAllWaiting();
    }
    if (now.leading() && !leading) {
      term = now.term();
      stamps.elected();
      assembly.know(machine.withMachine(TradingMachine::quoteTimes));
      leading = true;
      keptByFault.forEach(assembly::add);
      keptByFault.clear();
    }
  }

  private void sendBackAllWaiting() {
    Refusal refusal = refusalNow();
    List<Waiting> parked = assembly.takeAll();
    surroundings.sentBackParked(parked.size());
    answers.sendBack(parked, refusal, refusal);
    if (faults.parkedSubmittedLater()) {
      keptByFault.addAll(parked);
    }
    fail(takeBarriers(), refusal);
  }

  // Entries.

  private boolean mayStamp() {
    if (!leading) {
      return false;
    }
    boolean allowed = stamps.allowed();
    if (!allowed && stamps.refusal() != null) {
      sendBackAllWaiting();
    }
    return allowed;
  }

  private boolean tickDue() {
    return inFlight.isEmpty()
        && (moreIsDue || surroundings.nanos() - lastSubmitNanos >= TICK_NANOS);
  }

  private EntryBuilder assemble() {
    long stamp = stamps.millis();
    EntryBuilder entry = new EntryBuilder(leaders.nodeId(), stamp);
    assembly.fill(entry, entriesSubmitted + 1, assembly.logTimeAt(stamp));
    return entry;
  }

  private void submit(EntryBuilder built) {
    EntryInFlight entry = EntryInFlight.of(++entriesSubmitted, term, built, takeBarriers());
    inFlight.put(entry.number(), entry);
    lastSubmitNanos = surroundings.nanos();
    machine
        .submit(built.build())
        .whenComplete((result, failure) -> post(() -> settled(entry, result, failure)));
  }

  private void settled(EntryInFlight entry, EntryResult result, Throwable failure) {
    inFlight.remove(entry.number());
    assembly.ended(entry);
    if (failure == null) {
      assembly.settled(entry.number());
      answers.settle(entry.operations(), result);
      entry.barriers().forEach(barrier -> barrier.complete(null));
    } else {
      assembly.forgetSubmitted();
      answerFailed(entry, (NotReplicatedException) failure);
      lookAtLeadership();
    }
  }

  private void answerFailed(EntryInFlight entry, NotReplicatedException failure) {
    Refusal retry =
        machine.leadership().leading()
            ? Refusal.unavailable("the log did not take it: " + failure.getMessage())
            : Refusal.notLeader(leaders.hint());
    if (failure.mayStillApply()) {
      answers.leaveUnknown(entry.operations(), entry.term(), failure.getMessage());
    } else {
      answers.sendBack(entry.operations(), retry, retry);
    }
    fail(entry.barriers(), retry);
  }

  private List<CompletableFuture<Void>> takeBarriers() {
    List<CompletableFuture<Void>> taken = barriers;
    barriers = new ArrayList<>();
    return taken;
  }

  private static void fail(List<CompletableFuture<Void>> barriers, Refusal refusal) {
    barriers.forEach(barrier -> barrier.completeExceptionally(new RefusedException(refusal)));
  }

  private final class AroundAssembly implements EntryAssembly.Surroundings {
    @Override
    public long nanos() {
      return surroundings.nanos();
    }

    @Override
    public void post(Runnable task) {
      SimulatedSequencer.this.post(task);
    }

    @Override
    public CompletableFuture<SignedQuote> fetch(QuoteAsk ask) {
      CompletableFuture<SignedQuote> fetched = new CompletableFuture<>();
      surroundings.fetch(
          ask,
          quote -> {
            if (quote == null) {
              fetched.completeExceptionally(
                  new QuoteUnavailableException(
                      "none by the deadline", QuoteUnavailableException.Reason.NOT_IN_TIME));
            } else {
              fetched.complete(quote);
            }
          });
      return fetched;
    }

    @Override
    public void hurry(String symbol) {
      // Nothing waits for its turn here.
    }

    @Override
    public long termLed() {
      return leading ? term : 0;
    }

    @Override
    public void sendBack(List<Waiting> operations, Refusal first, Refusal behind) {
      answers.sendBack(operations, first, behind);
    }
  }
}
