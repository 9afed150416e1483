package io.rialto.proto.shape;

import io.rialto.proto.quotes.SignedQuote;
import java.nio.charset.StandardCharsets;

/**
 * The bytes that a quote's signature covers: one function for the proxy that signs and the nodes
 * that check.
 *
 * <p>The text is {@code
 * rialto-quote-v1,symbol,price_cents,user,number,time_millis,quote_server_time_millis,cryptokey,proxy_name,key_id},
 * in US-ASCII, numbers in decimal ({@code number} unsigned). No field may hold a comma, a blank or
 * anything but printable ASCII: so two different quotes never have the same text. Everything but
 * {@code signature} and {@code cached} is covered; {@code cached} speaks of the call, not of the
 * quote.
 */
public final class QuoteText {
  private static final String VERSION = "rialto-quote-v1";
  private static final char SEPARATOR = ',';

  private QuoteText() {}

  /**
   * The bytes to sign or to check.
   *
   * @throws IllegalArgumentException if a text field is empty or holds a character that the text
   *     cannot carry; such a quote is neither signed nor accepted
   */
  public static byte[] bytes(SignedQuote quote) {
    StringBuilder text = new StringBuilder(256).append(VERSION);
    append(text, "symbol", quote.getSymbol());
    append(text, quote.getPriceCents());
    append(text, "user", quote.getUser());
    text.append(SEPARATOR).append(Long.toUnsignedString(quote.getNumber()));
    append(text, quote.getTimeMillis());
    append(text, quote.getQuoteServerTimeMillis());
    append(text, "cryptokey", quote.getCryptokey());
    append(text, "proxy_name", quote.getProxyName());
    append(text, "key_id", quote.getKeyId());
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void append(StringBuilder text, long value) {
    text.append(SEPARATOR).append(value);
  }

  private static void append(StringBuilder text, String field, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the quote's " + field + " is empty");
    }
    if (!value.chars().allMatch(QuoteText::isCarried)) {
      throw new IllegalArgumentException(
          "the quote's "
              + field
              + " holds a comma, a blank or a character that is not printable ASCII");
    }
    text.append(SEPARATOR).append(value);
  }

  private static boolean isCarried(int character) {
    return character > ' ' && character < 0x7f && character != SEPARATOR;
  }
}
