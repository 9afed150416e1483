package io.rialto.quoteproxy.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for a quote.
 *
 * @param symbol as it was written: the reply repeats it
 */
record Request(String symbol, String user) {

  private static final Pattern LINE = Pattern.compile("([A-Za-z]{1,3}),([!-+\\--~]{1,64})\\r?");

  /**
   * Reads a line without its end.
   *
   * @throws IllegalArgumentException whose message says what a request is
   */
  static Request parse(byte[] line) {
    // Bytes that are not ASCII become a character that the pattern does not allow.
    Matcher matcher = LINE.matcher(new String(line, StandardCharsets.US_ASCII));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a request is SYM,userid: 1 to 3 letters, and 1 to 64 printable characters without blank"
              + " or comma");
    }
    return new Request(matcher.group(1), matcher.group(2));
  }

  /** The name under which the market knows the symbol. */
  String marketSymbol() {
    return symbol.toUpperCase(Locale.ROOT);
  }

  Request withOtherSymbol() {
    return new Request(symbol.equals("ZZZ") ? "ZZY" : "ZZZ", user);
  }

  Request withOtherUser() {
    return new Request(symbol, user.equals("nobody") ? "somebody" : "nobody");
  }
}
