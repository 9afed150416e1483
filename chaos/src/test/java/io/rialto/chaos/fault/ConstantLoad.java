package io.rialto.chaos.fault;

import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Adds a cent to one account, one command after the other, and knows how many cents must be there.
 */
final class ConstantLoad implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String WITNESS = "witness";

  /** Another user: a command that waits for its price holds up those of the same user behind it. */
  private static final String ASKER = "asker";

  private final RialtoClient client;
  private final Thread sender = new Thread(this::send, "constant-load");
  // Held while a command is under way.
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile boolean stopping;
  private long done;
  private long unknown;
  private long answersSinceMark;
  private long quickestNanos;
  private long slowestNanos;

  ConstantLoad(List<String> endpoints) {
    client = RialtoClient.connect(ClientOptions.of(endpoints).withDeadline(DEADLINE));
    client.execute(add(ASKER));
    sender.start();
  }

  private void send() {
    while (!stopping) {
      turn.lock();
      try {
        long sent = System.nanoTime();
        CommandResult.Kind kind = client.execute(add(WITNESS)).kind();
        long nanos = System.nanoTime() - sent;
        quickestNanos = Math.min(quickestNanos, nanos);
        slowestNanos = Math.max(slowestNanos, nanos);
        done += kind == CommandResult.Kind.DONE ? 1 : 0;
        answersSinceMark += kind == CommandResult.Kind.DONE ? 1 : 0;
        unknown += kind == CommandResult.Kind.UNKNOWN ? 1 : 0;
      } finally {
        turn.unlock();
      }
    }
  }

  private static Command add(String user) {
    return Command.newBuilder().setKind(CommandKind.ADD).setUser(user).setAmountCents(1).build();
  }

  /** From here on answers are counted and timed anew; the one under way counts too. */
  void mark() {
    turn.lock();
    try {
      answersSinceMark = 0;
      quickestNanos = Long.MAX_VALUE;
      slowestNanos = 0;
    } finally {
      turn.unlock();
    }
  }

  long answers() {
    turn.lock();
    try {
      return answersSinceMark;
    } finally {
      turn.unlock();
    }
  }

  Duration quickest() {
    turn.lock();
    try {
      return Duration.ofNanos(quickestNanos);
    } finally {
      turn.unlock();
    }
  }

  Duration slowest() {
    turn.lock();
    try {
      return Duration.ofNanos(slowestNanos);
    } finally {
      turn.unlock();
    }
  }

  /** Cents that were acknowledged and are not there. */
  long lost() {
    turn.lock();
    try {
      return Math.max(0, done - cents());
    } finally {
      turn.unlock();
    }
  }

  /** Cents that are there and were not acknowledged, nor left unknown. */
  long invented() {
    turn.lock();
    try {
      return Math.max(0, cents() - done - unknown);
    } finally {
      turn.unlock();
    }
  }

  private long cents() {
    return client.summary(WITNESS, Consistency.STRICT).join().getSummary().getCashCents();
  }

  /** Asks for a price. */
  CompletableFuture<CommandResult> quote(String symbol) {
    return client.submit(
        Command.newBuilder().setKind(CommandKind.QUOTE).setUser(ASKER).setSymbol(symbol).build());
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    client.close();
    sender.join();
  }
}
