package io.rialto.quoteproxy.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The bytes of replies, right ones and wrong ones. */
final class ReplyText {

  private static final int CRYPTOKEY_BYTES = 40;
  private static final int OVERSIZED_BYTES = 5_000;

  private ReplyText() {}

  /** {@code price,SYM,userid,timestamp_ms,cryptokey\n}. */
  static byte[] quote(long priceCents, Request request, long timeMillis) {
    return quote(price(priceCents), request, timeMillis);
  }

  private static byte[] quote(String price, Request request, long timeMillis) {
    String key = cryptokey(price, request.user(), timeMillis);
    return ascii(
        String.join(",", price, request.symbol(), request.user(), Long.toString(timeMillis), key)
            + "\n");
  }

  /** A reply with that fault; none for the faults that say nothing. */
  static byte[] faulty(Fault fault, long priceCents, Request request, long timeMillis) {
    byte[] right = quote(priceCents, request, timeMillis);
    return switch (fault) {
      case WRONG_SYMBOL -> quote(priceCents, request.withOtherSymbol(), timeMillis);
      case WRONG_USER -> quote(priceCents, request.withOtherUser(), timeMillis);
      case BAD_PRICE -> quote("-" + price(priceCents) + "e1", request, timeMillis);
      case GARBAGE -> garbage(right);
      case CUT_SHORT -> Arrays.copyOf(right, right.length / 2);
      case OVERSIZED -> oversized(right);
      case SILENT, CLOSE -> new byte[0];
    };
  }

  /** For people with netcat; no proxy takes it for a quote. */
  static byte[] complaint(String why) {
    return ascii("ERROR " + why + "\n");
  }

  /** To whoever controls the source. */
  static byte[] consent() {
    return ascii("OK\n");
  }

  /** To the same: what the real source would charge for, and which of these were no good. */
  static byte[] figures(long hits, long faulty, long lies) {
    return ascii("hits=" + hits + " faulty=" + faulty + " lies=" + lies + "\n");
  }

  private static String price(long cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  private static byte[] garbage(byte[] right) {
    byte[] garbage = right.clone();
    for (int i = 0; i < garbage.length - 1; i++) {
      garbage[i] ^= (byte) 0x80;
    }
    return garbage;
  }

  private static byte[] oversized(byte[] right) {
    byte[] endless = new byte[OVERSIZED_BYTES];
    Arrays.fill(endless, (byte) 'x');
    System.arraycopy(right, 0, endless, 0, right.length - 1);
    return endless;
  }

  private static String cryptokey(String price, String user, long timeMillis) {
    byte[] digest = sha512().digest(ascii(price + "," + user + "," + timeMillis));
    return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, CRYPTOKEY_BYTES));
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
