package io.rialto.quoteproxy.legacy;

import io.rialto.proto.shape.Money;
import io.rialto.quoteproxy.Limits;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Reads a reply of the legacy source, {@code price,SYM,userid,timestamp_ms,cryptokey}, and believes
 * nothing in it that was not asked for: under load the source answers with other people's quotes.
 */
final class ReplyCheck {

  private static final int FIELDS = 5;
  private static final Pattern PRICE = Pattern.compile("[0-9]+\\.[0-9]{1,2}");
  private static final Pattern TIME = Pattern.compile("[1-9][0-9]{0,14}");

  private ReplyCheck() {}

  /**
   * The quote in a reply.
   *
   * @param line the reply without its line end
   * @throws SourceException of kind REFUSED whose message says what was wrong
   */
  static LegacyQuote check(LegacyRequest request, byte[] line) throws SourceException {
    String[] fields = fieldsOf(line);
    if (!fields[1].equals(request.symbol())) {
      throw new SourceException(
          HitFault.OTHER_SYMBOL,
          "the reply is for symbol '" + fields[1] + "', not " + request.symbol());
    }
    if (!fields[2].equals(request.user())) {
      throw new SourceException(
          HitFault.OTHER_USER, "the reply is for user '" + fields[2] + "', not " + request.user());
    }
    if (!TIME.matcher(fields[3]).matches()) {
      throw new SourceException(
          HitFault.NO_TIME,
          "the reply's time stamp '" + fields[3] + "' is not a time in milliseconds");
    }
    if (fields[4].isEmpty()
        || fields[4].length() > Limits.CRYPTOKEY_LENGTH_MAX
        || fields[4].indexOf(' ') >= 0) {
      throw new SourceException(
          HitFault.BAD_CRYPTOKEY, "the reply's cryptokey is missing, too long or holds a blank");
    }
    return new LegacyQuote(request, priceOf(fields[0]), Long.parseLong(fields[3]), fields[4]);
  }

  private static String[] fieldsOf(byte[] line) throws SourceException {
    if (line.length == 0) {
      throw new SourceException(HitFault.EMPTY, "the reply is an empty line");
    }
    for (byte each : line) {
      if (each < ' ' || each > '~') {
        throw new SourceException(
            HitFault.NOT_TEXT, "the reply holds a byte that is not printable ASCII");
      }
    }
    String[] fields = new String(line, StandardCharsets.US_ASCII).split(",", -1);
    if (fields.length != FIELDS) {
      throw new SourceException(
          fields.length < FIELDS ? HitFault.FIELDS_MISSING : HitFault.FIELDS_ADDED,
          "the reply has " + fields.length + " fields, not " + FIELDS);
    }
    return fields;
  }

  private static long priceOf(String text) throws SourceException {
    if (!PRICE.matcher(text).matches()) {
      throw new SourceException(
          HitFault.NO_PRICE,
          "the reply's price '" + text + "' is not a number with one or two decimals");
    }
    try {
      return Money.parseCents(text);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          HitFault.PRICE_OUT_OF_RANGE, "the reply's price: " + e.getMessage(), e);
    }
  }
}
