package io.rialto.node.model;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a workload file (SPEC "Workload files"), and the lines that are none.
 *
 * @param malformed their text
 */
record WorkloadLines(List<Command> commands, List<String> malformed) {

  private static final Pattern LINE = Pattern.compile("\\[(\\d+)] ([A-Z_]+)((?:,[^,]*)*)");

  /** SPEC "Values": 0 to 2 decimals, no sign, no exponent. */
  private static final Pattern MONEY = Pattern.compile("\\d+(\\.\\d{0,2})?");

  static WorkloadLines read(Path file, int linesMax) {
    List<Command> commands = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    try (var lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      lines
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .limit(linesMax)
          .forEach(
              line -> {
                try {
                  commands.add(parse(line));
                } catch (IllegalArgumentException malformedLine) {
                  malformed.add(line);
                }
              });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new WorkloadLines(commands, malformed);
  }

  private static Command parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(line);
    }
    long number = Long.parseLong(matcher.group(1));
    CommandKind kind = CommandKind.valueOf(matcher.group(2));
    String[] arguments = (matcher.group(3) + ",").substring(1).split(",");
    String first = arguments[0];
    return switch (kind) {
      case ADD -> new Command(kind, first, "", cents(arguments[1]), "", number);
      case QUOTE, CANCEL_SET_BUY, CANCEL_SET_SELL ->
          new Command(kind, first, symbol(arguments[1]), 0, "", number);
      case BUY, SELL, SET_BUY_AMOUNT, SET_SELL_AMOUNT, SET_BUY_TRIGGER, SET_SELL_TRIGGER ->
          new Command(kind, first, symbol(arguments[1]), cents(arguments[2]), "", number);
      case COMMIT_BUY, CANCEL_BUY, COMMIT_SELL, CANCEL_SELL, DISPLAY_SUMMARY ->
          new Command(kind, first, "", 0, "", number);
      case DUMPLOG ->
          arguments.length == 1
              ? new Command(kind, "", "", 0, first, number)
              : new Command(kind, first, "", 0, arguments[1], number);
    };
  }

  private static String symbol(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static long cents(String text) {
    if (!MONEY.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return new BigDecimal(text).movePointRight(2).longValueExact();
  }
}
