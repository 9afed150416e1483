package io.rialto.client.cli;

import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * A verb that sends one trading command: {@code buy USER SYMBOL AMOUNT} and its like, one instance
 * for each kind. The command goes as a request with an id, so that it is applied once however often
 * it has to be sent.
 */
@CommandLine.Command(mixinStandardHelpOptions = true, sortOptions = false)
final class TradingVerb implements Callable<Integer> {

  /** What a verb takes after its name. */
  enum Field {
    USER("The user: 1 to 64 printable ASCII characters without blank or comma."),
    SYMBOL("The stock: 1 to 3 letters."),
    AMOUNT("An amount of money, such as 123.45."),
    PRICE("The trigger's price, such as 123.45.");

    private final String description;

    Field(String description) {
      this.description = description;
    }
  }

  /** A verb's kind, what it takes, and what its help says. */
  record Shape(CommandKind kind, List<Field> fields, String description) {}

  private static final List<Field> USER = List.of(Field.USER);
  private static final List<Field> USER_SYMBOL = List.of(Field.USER, Field.SYMBOL);
  private static final List<Field> USER_SYMBOL_AMOUNT =
      List.of(Field.USER, Field.SYMBOL, Field.AMOUNT);
  private static final List<Field> USER_SYMBOL_PRICE =
      List.of(Field.USER, Field.SYMBOL, Field.PRICE);

  static final List<Shape> SHAPES =
      List.of(
          new Shape(
              CommandKind.ADD,
              List.of(Field.USER, Field.AMOUNT),
              "Adds money to a user's cash; the first time creates the user."),
          new Shape(CommandKind.QUOTE, USER_SYMBOL, "Asks for a stock's price."),
          new Shape(
              CommandKind.BUY,
              USER_SYMBOL_AMOUNT,
              "Locks a price for 60 seconds, to buy as many shares as AMOUNT pays for."),
          new Shape(CommandKind.COMMIT_BUY, USER, "Buys what the newest pending buy has locked."),
          new Shape(CommandKind.CANCEL_BUY, USER, "Drops the newest pending buy."),
          new Shape(
              CommandKind.SELL,
              USER_SYMBOL_AMOUNT,
              "Locks a price for 60 seconds, to sell as many shares as make up AMOUNT."),
          new Shape(
              CommandKind.COMMIT_SELL, USER, "Sells what the newest pending sell has locked."),
          new Shape(CommandKind.CANCEL_SELL, USER, "Drops the newest pending sell."),
          new Shape(
              CommandKind.SET_BUY_AMOUNT,
              USER_SYMBOL_AMOUNT,
              "Sets money aside to buy a stock once its price has fallen far enough."),
          new Shape(
              CommandKind.SET_BUY_TRIGGER,
              USER_SYMBOL_PRICE,
              "Buys with the money set aside when the stock costs PRICE or less."),
          new Shape(
              CommandKind.CANCEL_SET_BUY,
              USER_SYMBOL,
              "Takes the money set aside back, with the trigger."),
          new Shape(
              CommandKind.SET_SELL_AMOUNT,
              USER_SYMBOL_AMOUNT,
              "Says for how much of a stock a sell trigger is to be set."),
          new Shape(
              CommandKind.SET_SELL_TRIGGER,
              USER_SYMBOL_PRICE,
              "Sets shares aside, and sells them when the stock costs PRICE or more."),
          new Shape(
              CommandKind.CANCEL_SET_SELL,
              USER_SYMBOL,
              "Takes the shares set aside back, with the trigger."),
          new Shape(
              CommandKind.DISPLAY_SUMMARY,
              USER,
              "Shows a user's account, as a command of its own in the audit log (summary leaves no"
                  + " trace)."));

  private final Shape shape;
  private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Mixin private RequestOptions request;

  @Option(names = "--json", description = "Print the reply as one JSON object.")
  private boolean json;

  private TradingVerb(Shape shape) {
    this.shape = shape;
  }

  static CommandSpec spec(Shape shape) {
    TradingVerb verb = new TradingVerb(shape);
    CommandSpec spec = CommandSpec.forAnnotatedObject(verb);
    verb.spec = spec;
    spec.name(TradingCommands.verbOf(shape.kind));
    spec.usageMessage().description(shape.description);
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
    spec.usageMessage().exitCodeList(TradingCommands.exitCodes());
    // "-5" is a bad amount, and the message shall say so, rather than that there is no option -5.
    spec.parser().unmatchedOptionsArePositionalParams(true);
    for (Field field : shape.fields) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .index(String.valueOf(shape.fields.indexOf(field)))
              .paramLabel(field.name())
              .description(field.description)
              .type(String.class)
              .required(true)
              .build());
    }
    return spec;
  }

  @Override
  public Integer call() {
    Command command = command();
    Console console = new Console(spec.commandLine());
    String requestId = request.id().orElseGet(() -> UUID.randomUUID().toString());
    try (RialtoClient client = cluster.connect()) {
      CommandResult result = client.request(requestId, command).join();
      if (json) {
        console.printJson(ReplyJson.of(command, requestId, result));
      } else {
        new ReplyText(console).print(command, requestId, result);
      }
      return ExitCodes.of(result.kind());
    } catch (NoClusterException fault) {
      console.complain(spec.name() + ": " + fault.getMessage());
      return ExitCodes.USAGE;
    }
  }

  private Command command() {
    Command.Builder command = Command.newBuilder().setKind(shape.kind).setNumber(request.number());
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      set(command, Field.valueOf(positional.paramLabel()), positional.getValue());
    }
    CommandShape.check(command.build())
        .ifPresent(
            fault -> {
              throw new ParameterException(spec.commandLine(), fault);
            });
    return CommandShape.normalise(command.build());
  }

  private void set(Command.Builder command, Field field, String value) {
    switch (field) {
      case USER -> command.setUser(value);
      case SYMBOL -> command.setSymbol(value);
      case AMOUNT, PRICE -> {
        try {
          command.setAmountCents(Money.parseCents(value));
        } catch (IllegalArgumentException fault) {
          throw new ParameterException(spec.commandLine(), fault.getMessage(), fault);
        }
      }
    }
  }
}
