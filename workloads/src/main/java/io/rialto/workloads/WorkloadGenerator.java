package io.rialto.workloads;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.util.Random;

/**
 * Makes workloads like the real ones (SPEC, "Workload files"): the same mix, amounts and number of
 * symbols, users interleaved at random, a DUMPLOG at the end. The same options give the same lines
 * on every machine. Not thread-safe.
 *
 * <p>Other than in the real files, a trigger or a cancellation right after its amount always names
 * the amount's symbol: there most buy triggers are for a symbol without an amount and only
 * rejected, here they fire.
 */
public final class WorkloadGenerator implements WorkloadSource {

  private static final String DUMP_FILE = "./dumplog.xml";

  /** How many bought symbols a user remembers, to sell some. */
  private static final int REMEMBERED = 4;

  /** Out of a hundred sales, how many name a remembered symbol. */
  private static final int REMEMBERED_PERCENT = 75;

  private final GeneratorOptions options;

  /** Its sequences are part of its contract, unlike those of newer generators. */
  private final Random random;

  private final UserIds users;
  private final Symbols symbols;
  private final CommandKind[] previous;
  private final String[] previousSymbols;
  private final String[][] bought;
  private long made;

  public WorkloadGenerator(GeneratorOptions options) {
    this.options = options;
    random = new Random(options.seed());
    users = new UserIds(options.users(), random);
    symbols = new Symbols(options.symbols(), random);
    previous = new CommandKind[options.users()];
    previousSymbols = new String[options.users()];
    bought = new String[options.users()][];
  }

  @Override
  public WorkloadCommand next() {
    if (made == options.commands()) {
      return null;
    }
    made++;
    Command.Builder command = Command.newBuilder().setNumber(made);
    if (made == options.commands()) {
      command.setKind(CommandKind.DUMPLOG).setFilename(DUMP_FILE);
    } else {
      int user = random.nextInt(users.count());
      CommandKind kind = CommandMix.next(previous[user], random);
      fill(command.setKind(kind).setUser(users.of(user)), kind, user);
      previous[user] = kind;
    }
    return new WorkloadCommand(made, command.build());
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private void fill(Command.Builder command, CommandKind kind, int user) {
    switch (kind) {
      case ADD -> command.setAmountCents(Amounts.deposit(random));
      case QUOTE -> command.setSymbol(symbols.any(random));
      case BUY ->
          command.setSymbol(named(user, symbols.any(random))).setAmountCents(Amounts.order(random));
      case COMMIT_BUY -> remember(user);
      case SELL, SET_SELL_AMOUNT ->
          command.setSymbol(named(user, toSell(user))).setAmountCents(Amounts.order(random));
      case SET_BUY_AMOUNT ->
          command.setSymbol(named(user, symbols.any(random))).setAmountCents(Amounts.order(random));
      case SET_BUY_TRIGGER ->
          command
              .setSymbol(ofAmount(user, CommandKind.SET_BUY_AMOUNT))
              .setAmountCents(Amounts.trigger(random));
      case SET_SELL_TRIGGER ->
          command
              .setSymbol(ofAmount(user, CommandKind.SET_SELL_AMOUNT))
              .setAmountCents(Amounts.trigger(random));
      case CANCEL_SET_BUY -> command.setSymbol(ofAmount(user, CommandKind.SET_BUY_AMOUNT));
      case CANCEL_SET_SELL -> command.setSymbol(ofAmount(user, CommandKind.SET_SELL_AMOUNT));
      case CANCEL_BUY, COMMIT_SELL, CANCEL_SELL, DISPLAY_SUMMARY -> {}
      case DUMPLOG, COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("the mix holds no " + kind);
    }
  }

  private String named(int user, String symbol) {
    previousSymbols[user] = symbol;
    return symbol;
  }

  private String ofAmount(int user, CommandKind amount) {
    return previous[user] == amount ? previousSymbols[user] : symbols.any(random);
  }

  private void remember(int user) {
    if (previous[user] == CommandKind.BUY) {
      if (bought[user] == null) {
        bought[user] = new String[REMEMBERED];
      }
      bought[user][random.nextInt(REMEMBERED)] = previousSymbols[user];
    }
  }

  private String toSell(int user) {
    String remembered = bought[user] == null ? null : bought[user][random.nextInt(REMEMBERED)];
    boolean take = random.nextInt(100) < REMEMBERED_PERCENT;
    return remembered != null && take ? remembered : symbols.any(random);
  }
}
