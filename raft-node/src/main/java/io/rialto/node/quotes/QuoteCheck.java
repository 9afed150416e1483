package io.rialto.node.quotes;

import io.rialto.node.ops.Limits;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.shape.QuoteText;
import io.rialto.proto.shape.ShapeLimits;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/**
 * Whether a quote may enter the log. Replicas trust what is in the log, so this is the only place
 * where a signature is looked at.
 */
final class QuoteCheck {
  private final QuoteKeys keys;

  QuoteCheck(QuoteKeys keys) {
    this.keys = keys;
  }

  /**
   * What is wrong with the quote; empty if it may enter the log.
   *
   * @param waitedMillis how much time has passed since {@code ask}'s log time
   */
  Optional<String> fault(SignedQuote quote, QuoteAsk ask, long waitedMillis) {
    return Optional.ofNullable(firstFault(quote, ask, waitedMillis));
  }

  private String firstFault(SignedQuote quote, QuoteAsk ask, long waitedMillis) {
    if (!quote.getSymbol().equals(ask.symbol())) {
      return "it is of the symbol " + quote.getSymbol();
    }
    long price = quote.getPriceCents();
    if (price < ShapeLimits.AMOUNT_CENTS_MIN || price > ShapeLimits.AMOUNT_CENTS_MAX) {
      return "its price is " + price + " cents";
    }
    long time = quote.getTimeMillis();
    if (time < ask.notOlderThanMillis()) {
      return "its time "
          + time
          + " is more than "
          + Limits.QUOTE_AGE_MILLIS_MAX
          + " ms before log time, "
          + ask.logTimeMillis();
    }
    long now = ask.logTimeMillis() + waitedMillis;
    if (time - now > Limits.QUOTE_AHEAD_MILLIS_MAX) {
      return "its time "
          + time
          + " is more than "
          + Limits.QUOTE_AHEAD_MILLIS_MAX
          + " ms after log time, "
          + now
          + ": the quote proxy's clock is ahead";
    }
    String fault = textFault(quote);
    return fault == null ? signatureFault(quote) : fault;
  }

  private static String textFault(SignedQuote quote) {
    Optional<String> userFault = CommandShape.checkUser(quote.getUser());
    if (userFault.isPresent()) {
      return userFault.get();
    }
    if (quote.getNumber() < 0) {
      return "its number is " + Long.toUnsignedString(quote.getNumber());
    }
    if (quote.getQuoteServerTimeMillis() < 0) {
      return "its quote server time is " + quote.getQuoteServerTimeMillis();
    }
    if (quote.getCryptokey().length() > Limits.QUOTE_TEXT_LENGTH_MAX
        || quote.getProxyName().length() > Limits.QUOTE_TEXT_LENGTH_MAX
        || quote.getKeyId().length() > Limits.QUOTE_TEXT_LENGTH_MAX) {
      return "a text of it is longer than " + Limits.QUOTE_TEXT_LENGTH_MAX + " characters";
    }
    return null;
  }

  private String signatureFault(SignedQuote quote) {
    try {
      PublicKey key = keys.find(quote.getKeyId());
      if (key == null) {
        return "its key " + quote.getKeyId() + " is not known";
      }
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(QuoteText.bytes(quote));
      return signature.verify(quote.getSignature().toByteArray())
          ? null
          : "its signature is not of the key " + quote.getKeyId();
    } catch (GeneralSecurityException | IllegalArgumentException | UncheckedIOException e) {
      return "its signature cannot be checked: " + e.getMessage();
    }
  }
}
