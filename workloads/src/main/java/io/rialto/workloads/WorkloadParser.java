package io.rialto.workloads;

import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.shape.Money;
import io.rialto.proto.shape.ShapeLimits;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a workload file: {@code [N] COMMAND,arg,...} (SPEC, "Workload files").
 *
 * <p>The brackets with their number may be absent; blanks (and tabs) at the end are dropped.
 * Nothing else is forgiven: commands are in upper case, values stand between commas without blanks.
 * Stateless.
 */
public final class WorkloadParser {

  private static final Map<String, CommandKind> KINDS = kindsByName();

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A fault, with the number found before it. */
  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String reason) {
      super(reason, null, false, false);
    }
  }

  private WorkloadParser() {}

  /**
   * Parses one line.
   *
   * @param bytes the line without its line feed; a carriage return at the end is dropped
   * @param place the line's place in the file, from 1
   * @return empty for an empty line
   */
  public static Optional<WorkloadLine> parse(byte[] bytes, int length, long place) {
    int end = withoutBlanksAtTheEnd(bytes, length);
    if (end == 0) {
      return Optional.empty();
    }
    String text = decode(bytes, end);
    if (text == null) {
      String shown = new String(bytes, 0, end, StandardCharsets.UTF_8);
      return Optional.of(malformed(place, shown, notUtf8(bytes, end)));
    }
    if (place == 1 && text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(text, place));
  }

  static MalformedLine malformed(long number, String text, String reason) {
    int length = Math.min(text.length(), WorkloadLimits.LINE_SHOWN_MAX);
    StringBuilder shown = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
    if (length < text.length()) {
      shown.append("...");
    }
    return new MalformedLine(number, shown.toString(), reason);
  }

  private static WorkloadLine parse(String text, long place) {
    long number = place;
    try {
      int start = 0;
      if (text.startsWith("[")) {
        int close = text.indexOf(']');
        number = numberInBrackets(text, close);
        start = afterBlanks(text, close + 1);
      }
      return new WorkloadCommand(number, command(text.substring(start), number));
    } catch (MalformedException fault) {
      return malformed(number, text, fault.getMessage());
    }
  }

  private static long numberInBrackets(String text, int close) throws MalformedException {
    if (close < 0) {
      throw new MalformedException("the bracket before the line's number is never closed");
    }
    String digits = text.substring(1, close);
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= 18
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    long number = isNumber ? Long.parseLong(digits) : 0;
    if (number < 1 || number > ShapeLimits.NUMBER_MAX) {
      throw new MalformedException(
          "the line's number [" + shortened(digits) + "] is not 1 to " + ShapeLimits.NUMBER_MAX);
    }
    return number;
  }

  private static int afterBlanks(String text, int from) throws MalformedException {
    int start = from;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      throw new MalformedException("no command follows the line's number");
    }
    if (start == from) {
      throw new MalformedException("no blank follows the line's number");
    }
    return start;
  }

  private static Command command(String text, long number) throws MalformedException {
    String[] fields = text.split(",", -1);
    CommandKind kind = KINDS.get(fields[0]);
    if (kind == null) {
      throw new MalformedException("unknown command \"" + shortened(fields[0]) + "\"");
    }
    Command command = withFields(kind, fields).setNumber(number).build();
    Optional<String> fault = CommandShape.check(command);
    if (fault.isPresent()) {
      throw new MalformedException(fault.get());
    }
    return CommandShape.normalise(command);
  }

  private static Command.Builder withFields(CommandKind kind, String[] fields)
      throws MalformedException {
    Command.Builder command = Command.newBuilder().setKind(kind);
    switch (kind) {
      case ADD -> {
        expect(kind, fields, List.of("user", "amount"));
        command.setUser(fields[1]).setAmountCents(cents("amount", fields[2]));
      }
      case QUOTE, CANCEL_SET_BUY, CANCEL_SET_SELL -> {
        expect(kind, fields, List.of("user", "symbol"));
        command.setUser(fields[1]).setSymbol(fields[2]);
      }
      case BUY, SELL, SET_BUY_AMOUNT, SET_SELL_AMOUNT -> {
        expect(kind, fields, List.of("user", "symbol", "amount"));
        command.setUser(fields[1]).setSymbol(fields[2]).setAmountCents(cents("amount", fields[3]));
      }
      case SET_BUY_TRIGGER, SET_SELL_TRIGGER -> {
        expect(kind, fields, List.of("user", "symbol", "price"));
        command.setUser(fields[1]).setSymbol(fields[2]).setAmountCents(cents("price", fields[3]));
      }
      case COMMIT_BUY, CANCEL_BUY, COMMIT_SELL, CANCEL_SELL, DISPLAY_SUMMARY -> {
        expect(kind, fields, List.of("user"));
        command.setUser(fields[1]);
      }
      case DUMPLOG -> dumpFields(fields, command);
      case COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new MalformedException("unknown command \"" + kind + "\"");
    }
    return command;
  }

  private static void dumpFields(String[] fields, Command.Builder command)
      throws MalformedException {
    if (fields.length == 3) {
      // An empty user here would turn one user's dump into everyone's.
      if (fields[1].isEmpty()) {
        throw new MalformedException("the user is missing");
      }
      command.setUser(fields[1]).setFilename(fields[2]);
    } else {
      expect(CommandKind.DUMPLOG, fields, List.of("file"));
      command.setFilename(fields[1]);
    }
  }

  private static void expect(CommandKind kind, String[] fields, List<String> names)
      throws MalformedException {
    if (fields.length - 1 != names.size()) {
      throw new MalformedException(
          kind
              + " takes "
              + String.join(",", names)
              + ", which is "
              + names.size()
              + (names.size() == 1 ? " value, not " : " values, not ")
              + (fields.length - 1));
    }
  }

  private static long cents(String name, String value) throws MalformedException {
    try {
      return Money.parseCents(value);
    } catch (IllegalArgumentException fault) {
      throw new MalformedException(name + " " + fault.getMessage());
    }
  }

  private static int withoutBlanksAtTheEnd(byte[] bytes, int length) {
    int end = length;
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    while (end > 0 && isBlank((char) bytes[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The text, or null if it is not UTF-8. */
  private static String decode(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] < 0) {
        return decodeUtf8(bytes, length);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static String decodeUtf8(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  private static String notUtf8(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(length), true);
    return String.format(
        "byte 0x%02x at column %d is not UTF-8", bytes[in.position()] & 0xff, in.position() + 1);
  }

  private static String shortened(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "...";
  }

  private static Map<String, CommandKind> kindsByName() {
    Map<String, CommandKind> kinds = new HashMap<>();
    for (CommandKind kind : CommandKind.values()) {
      if (kind != CommandKind.COMMAND_KIND_UNSPECIFIED && kind != CommandKind.UNRECOGNIZED) {
        kinds.put(kind.name(), kind);
      }
    }
    return Map.copyOf(kinds);
  }
}
