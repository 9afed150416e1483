package io.rialto.chaos.bench;

import io.rialto.chaos.demo.DemoScreen;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Fills a cluster through the SDK as fast as it takes commands: an ADD for each account; one in
 * {@link BenchLimits#ORDERS_EVERY} also buys shares and arms a trigger that never fires. Few
 * accounts get further ADDs, so that programs are as warm, and the log as long, as with more of
 * them.
 */
final class AccountLoader {

  private static final long CASH_CENTS = 10_000_00;
  private static final long BUY_CENTS = 1_000_00;
  private static final long TRIGGER_AMOUNT_CENTS = 100_00;

  /** No price is as low. */
  private static final long TRIGGER_PRICE_CENTS = 1;

  private static final List<String> SYMBOLS = List.of("ABC", "DEF", "GHI", "JKL", "MNO", "PQR");

  private final RialtoClient client;
  private final long warmUpCommands;
  private final DemoScreen screen;
  private final AtomicLong finished = new AtomicLong();
  private final AtomicInteger added = new AtomicInteger();
  private final AtomicInteger bought = new AtomicInteger();
  private final AtomicInteger armed = new AtomicInteger();
  private final AtomicReference<CommandResult> failure = new AtomicReference<>();
  private CompletableFuture<?> latest = CompletableFuture.completedFuture(null);
  private long submitted;

  private AccountLoader(RialtoClient client, BenchPlan plan, DemoScreen screen) {
    this.warmUpCommands = plan.warmUpCommands();
    this.client = client;
    this.screen = screen;
  }

  static LoadFigures load(List<String> endpoints, BenchPlan plan, DemoScreen screen)
      throws BenchException, InterruptedException {
    ClientOptions options =
        ClientOptions.of(endpoints)
            .withDeadline(BenchLimits.COMMAND_DEADLINE)
            .withCommandsInFlightMax(BenchLimits.LOADING_IN_FLIGHT);
    try (RialtoClient client = RialtoClient.connect(options)) {
      return new AccountLoader(client, plan, screen).load(plan.accounts());
    }
  }

  /** The user id of an account, from 0 on. */
  static String user(int account) {
    return "account-" + account;
  }

  private LoadFigures load(int accounts) throws BenchException, InterruptedException {
    long start = System.nanoTime();
    screen.workloadStarts(
        String.format(Locale.ROOT, "loading %,d accounts", accounts), commands(accounts));
    try {
      for (int account = 0; account < accounts && failure.get() == null; account++) {
        submit(account);
      }
      for (int more = 0; submitted < commands(accounts) && failure.get() == null; more++) {
        submit(command(CommandKind.ADD, user(more % accounts), "", 1), new AtomicInteger(), true);
      }
      awaitAll();
    } finally {
      screen.workloadEnds();
    }
    if (failure.get() != null) {
      throw new BenchException("an account could not be made: " + failure.get().reply());
    }
    return new LoadFigures(
        added.get(),
        finished.get(),
        bought.get(),
        armed.get(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private long commands(int accounts) {
    int withOrders = (accounts + BenchLimits.ORDERS_EVERY - 1) / BenchLimits.ORDERS_EVERY;
    return Math.max(accounts + 4L * withOrders, warmUpCommands);
  }

  private void submit(int account) {
    String user = user(account);
    submit(command(CommandKind.ADD, user, "", CASH_CENTS), added, true);
    if (account % BenchLimits.ORDERS_EVERY == 0) {
      String symbol = SYMBOLS.get(account / BenchLimits.ORDERS_EVERY % SYMBOLS.size());
      submit(command(CommandKind.BUY, user, symbol, BUY_CENTS), new AtomicInteger(), false);
      submit(command(CommandKind.COMMIT_BUY, user, "", 0), bought, false);
      submit(
          command(CommandKind.SET_BUY_AMOUNT, user, symbol, TRIGGER_AMOUNT_CENTS),
          new AtomicInteger(),
          false);
      submit(command(CommandKind.SET_BUY_TRIGGER, user, symbol, TRIGGER_PRICE_CENTS), armed, false);
    }
  }

  /**
   * @param needed whether there is no going on without it; prices may fail
   */
  private void submit(Command command, AtomicInteger done, boolean needed) {
    submitted++;
    latest =
        client
            .submit(command)
            .thenAccept(
                result -> {
                  if (result.kind() == CommandResult.Kind.DONE) {
                    done.incrementAndGet();
                  } else if (needed) {
                    failure.compareAndSet(null, result);
                  }
                  screen.workloadProgress(finished.incrementAndGet());
                });
  }

  /** Users finish in any order, so the latest one's end is not everyone's. */
  private void awaitAll() throws InterruptedException {
    latest.join();
    while (finished.get() < submitted) {
      TimeUnit.NANOSECONDS.sleep(BenchLimits.LOOK_EVERY.toNanos());
    }
  }

  private static Command command(CommandKind kind, String user, String symbol, long cents) {
    return Command.newBuilder()
        .setKind(kind)
        .setUser(user)
        .setSymbol(symbol)
        .setAmountCents(cents)
        .build();
  }
}
