package io.rialto.proto.shape;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Whether a command has the fields that its kind takes, no others, and values inside their bounds
 * (SPEC, "Values"; trading.proto, {@code Command}). What breaks this is refused before the log.
 */
public final class CommandShape {

  private enum Need {
    REQUIRED,
    OPTIONAL,
    NONE
  }

  private record Fields(Need user, Need symbol, Need amount, Need filename) {}

  private static final Fields USER_AMOUNT =
      new Fields(Need.REQUIRED, Need.NONE, Need.REQUIRED, Need.NONE);
  private static final Fields USER_SYMBOL =
      new Fields(Need.REQUIRED, Need.REQUIRED, Need.NONE, Need.NONE);
  private static final Fields USER_SYMBOL_AMOUNT =
      new Fields(Need.REQUIRED, Need.REQUIRED, Need.REQUIRED, Need.NONE);
  private static final Fields USER = new Fields(Need.REQUIRED, Need.NONE, Need.NONE, Need.NONE);
  private static final Fields FILENAME =
      new Fields(Need.OPTIONAL, Need.NONE, Need.NONE, Need.REQUIRED);

  private CommandShape() {}

  /** What is wrong with the command, in words for the sender; empty if it may go into the log. */
  public static Optional<String> check(Command command) {
    return Optional.ofNullable(firstFault(command));
  }

  /** The command with its symbol in upper case, as everything behind the check sees it. */
  public static Command normalise(Command command) {
    String symbol = command.getSymbol();
    String upper = symbol.toUpperCase(Locale.ROOT);
    return upper.equals(symbol) ? command : command.toBuilder().setSymbol(upper).build();
  }

  /**
   * What is wrong with a user's id, where one is needed; empty if nothing. For reads, which carry
   * no command.
   */
  public static Optional<String> checkUser(String user) {
    return Optional.ofNullable(userFault(user));
  }

  private static String firstFault(Command command) {
    Fields fields = fieldsOf(command.getKind());
    if (fields == null) {
      return "the command's kind is missing or unknown (number " + command.getKindValue() + ")";
    }
    String fault = userFault(command, fields.user);
    if (fault == null) {
      fault = symbolFault(command, fields.symbol);
    }
    if (fault == null) {
      fault = amountFault(command, fields.amount);
    }
    if (fault == null) {
      fault = filenameFault(command, fields.filename);
    }
    return fault == null ? numberFault(command.getNumber()) : fault;
  }

  private static Fields fieldsOf(CommandKind kind) {
    return switch (kind) {
      case ADD -> USER_AMOUNT;
      case QUOTE, CANCEL_SET_BUY, CANCEL_SET_SELL -> USER_SYMBOL;
      case BUY, SELL, SET_BUY_AMOUNT, SET_SELL_AMOUNT, SET_BUY_TRIGGER, SET_SELL_TRIGGER ->
          USER_SYMBOL_AMOUNT;
      case COMMIT_BUY, CANCEL_BUY, COMMIT_SELL, CANCEL_SELL, DISPLAY_SUMMARY -> USER;
      case DUMPLOG -> FILENAME;
      case COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static String userFault(Command command, Need need) {
    String user = command.getUser();
    if (need == Need.OPTIONAL && user.isEmpty()) {
      return null;
    }
    return userFault(user);
  }

  private static String userFault(String user) {
    if (user.isEmpty()) {
      return "the user is missing";
    }
    if (user.length() > ShapeLimits.USER_LENGTH_MAX || !all(user, CommandShape::isUserCharacter)) {
      return "user "
          + Shown.of(user)
          + " is not 1 to "
          + ShapeLimits.USER_LENGTH_MAX
          + " printable ASCII characters without blank or comma";
    }
    return null;
  }

  private static String symbolFault(Command command, Need need) {
    String symbol = command.getSymbol();
    if (need == Need.NONE) {
      return symbol.isEmpty() ? null : notTaken(command, "symbol " + Shown.of(symbol));
    }
    if (symbol.isEmpty()) {
      return missing(command, "symbol");
    }
    if (symbol.length() > ShapeLimits.SYMBOL_LENGTH_MAX || !all(symbol, CommandShape::isLetter)) {
      return "symbol "
          + Shown.of(symbol)
          + " is not 1 to "
          + ShapeLimits.SYMBOL_LENGTH_MAX
          + " ASCII letters";
    }
    return null;
  }

  private static String amountFault(Command command, Need need) {
    long cents = command.getAmountCents();
    if (need == Need.NONE) {
      return cents == 0 ? null : notTaken(command, "amount of " + Money.format(cents));
    }
    return Money.outOfRange(cents) ? Money.outOfRangeText(Money.format(cents)) : null;
  }

  private static String filenameFault(Command command, Need need) {
    String filename = command.getFilename();
    if (need == Need.NONE) {
      return filename.isEmpty() ? null : notTaken(command, "file name " + Shown.of(filename));
    }
    if (filename.isEmpty()) {
      return missing(command, "file name");
    }
    if (filename.length() > ShapeLimits.FILENAME_LENGTH_MAX
        || !all(filename, CommandShape::isPrintable)) {
      return "file name "
          + Shown.of(filename)
          + " is not 1 to "
          + ShapeLimits.FILENAME_LENGTH_MAX
          + " printable ASCII characters";
    }
    return null;
  }

  private static String numberFault(long number) {
    if (number < 0 || number > ShapeLimits.NUMBER_MAX) {
      return "transaction number "
          + Long.toUnsignedString(number)
          + " is above "
          + ShapeLimits.NUMBER_MAX;
    }
    return null;
  }

  private static String missing(Command command, String field) {
    return "the " + field + " is missing: " + command.getKind() + " needs one";
  }

  private static String notTaken(Command command, String field) {
    return command.getKind() + " takes no " + field;
  }

  private static boolean isUserCharacter(int c) {
    return c > ' ' && c <= '~' && c != ',';
  }

  private static boolean isPrintable(int c) {
    return c >= ' ' && c <= '~';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean all(String text, IntPredicate allowed) {
    return text.chars().allMatch(allowed);
  }
}
