package io.rialto.chaos.history;

import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.SummaryReply;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client whose every call and answer goes into the history. It is one life of that client: when
 * it has died, another one with the same name may be opened. Thread-safe.
 *
 * <p>Only what is recorded can be told from what nobody sent: all commands to a cluster whose
 * history is to be checked go through such clients.
 */
public final class RecordingClient implements AutoCloseable {

  private final RialtoClient client;
  private final HistoryWriter history;
  private final String name;
  private final String process;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean died;

  private RecordingClient(RialtoClient client, HistoryWriter history, String name) {
    this.client = client;
    this.history = history;
    this.name = name;
    this.process = history.nextProcess(name);
  }

  public static RecordingClient connect(ClientOptions options, HistoryWriter history, String name) {
    return new RecordingClient(RialtoClient.connect(options), history, name);
  }

  /** This life's name in the history. */
  public String process() {
    return process;
  }

  /** As {@link RialtoClient#submit}; a command without a number is given one. */
  public CompletableFuture<CommandResult> submit(Command command) {
    Command numbered = numbered(command);
    return recorded(
        new Call.Submit(numbered), () -> client.submit(numbered), Answer.OfCommand::new);
  }

  /** As {@link RialtoClient#execute}. */
  public CommandResult execute(Command command) {
    return submit(command).join();
  }

  /** As {@link RialtoClient#request}; a command without a number is given one. */
  public CompletableFuture<CommandResult> request(String requestId, Command command) {
    Command numbered = numbered(command);
    return recorded(
        new Call.Request(requestId, numbered),
        () -> client.request(requestId, numbered),
        Answer.OfCommand::new);
  }

  /** As {@link RialtoClient#resolve}. */
  public CompletableFuture<CommandResult> resolve(long session, long sequence) {
    return recorded(
        new Call.Resolve(session, sequence),
        () -> client.resolve(session, sequence),
        Answer.OfCommand::new);
  }

  /** As {@link RialtoClient#summary}. */
  public CompletableFuture<SummaryReply> summary(String user, Consistency consistency) {
    return recorded(
        new Call.Read(user, consistency),
        () -> client.summary(user, consistency),
        Answer.OfRead::new);
  }

  /** As {@link RialtoClient#summaries}. */
  public long summaries(Consistency consistency, Consumer<SummaryReply> visitor)
      throws IOException {
    long operation = invoke(new Call.ReadAll(consistency));
    long handedNanos = history.nanos();
    try {
      long logIndex =
          client.summaries(
              consistency,
              reply -> {
                history.write(new HistoryRecord.AccountRead(history.nanos(), operation, reply));
                visitor.accept(reply);
              });
      returned(operation, handedNanos, new Answer.OfReadAll(logIndex, ""));
      return logIndex;
    } catch (IOException e) {
      returned(operation, handedNanos, new Answer.OfReadAll(0, "" + e.getMessage()));
      throw e;
    }
  }

  /** For what leaves no trace in the history: statuses and dumps. */
  public RialtoClient unrecorded() {
    return client;
  }

  /**
   * Dies as a client's process would: what it had under way is never answered. To be called by any
   * thread but that of results.
   */
  public void die() {
    end(true);
  }

  /** Ends in good order; what is under way ends as retry or unknown. */
  @Override
  public void close() {
    end(false);
  }

  private void end(boolean byDeath) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    if (byDeath) {
      died = true;
      history.write(new HistoryRecord.ProcessEnded(history.nanos(), process, true));
      client.close();
    } else {
      client.close();
      history.write(new HistoryRecord.ProcessEnded(history.nanos(), process, false));
    }
  }

  private Command numbered(Command command) {
    return command.getNumber() != 0
        ? command
        : command.toBuilder().setNumber(history.nextNumber()).build();
  }

  private <T> CompletableFuture<T> recorded(
      Call call, Supplier<CompletableFuture<T>> start, Function<T, Answer> answer) {
    long operation = invoke(call);
    AtomicLong handed = new AtomicLong();
    CompletableFuture<T> future = start.get();
    CompletableFuture<T> recorded =
        future.thenApply(
            result -> {
              returned(operation, handed.get(), answer.apply(result));
              return result;
            });
    handed.set(history.nanos());
    return recorded;
  }

  private long invoke(Call call) {
    long operation = history.nextOperation();
    history.write(new HistoryRecord.Invoked(history.nanos(), operation, name, process, call));
    return operation;
  }

  /**
   * @param handedNanos 0 if the answer came first
   */
  private void returned(long operation, long handedNanos, Answer answer) {
    long now = history.nanos();
    if (!died) {
      long handed = handedNanos == 0 ? now : handedNanos;
      history.write(new HistoryRecord.Returned(now, operation, handed, answer));
    } else if (answer instanceof Answer.OfCommand unheard && unheard.result().session() != 0) {
      history.write(
          new HistoryRecord.SentAs(
              now, operation, unheard.result().session(), unheard.result().sequence()));
    }
  }
}
