package io.rialto.chaos.audit;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.proto.shape.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Looks at each price that enters the log: newer than the one held, not over its sixty seconds when
 * it came, and, where the simulated source is asked, with the key that this source gives for it.
 */
final class QuoteCheck {

  private static final int KEY_BYTES = 40;

  private final Findings findings;
  private final boolean simulated;

  /**
   * @param simulated whether prices come from the simulated source, whose keys anybody can compute
   */
  QuoteCheck(Findings findings, boolean simulated) {
    this.findings = findings;
    this.simulated = simulated;
  }

  void check(AuditEvent.QuoteServer quote, ReplayedQuotes held, long logTimeBeforeMillis) {
    if (held.isOlderThanHeld(quote)) {
      report(quote, "entered the log although it is not newer than the one held");
    }
    if (logTimeBeforeMillis - quote.timestampMillis() > ReplayedQuotes.VALID_MILLIS) {
      report(quote, "entered the log after log time " + logTimeBeforeMillis + ": it was over");
    }
    if (simulated && !quote.cryptokey().equals(key(quote))) {
      report(quote, "is forged: its key " + quote.cryptokey() + " is not this price's");
    }
  }

  private void report(AuditEvent.QuoteServer quote, String what) {
    findings.add(
        Kind.QUOTE,
        quote.number(),
        "the quote of "
            + quote.symbol()
            + " at "
            + Money.format(quote.priceCents())
            + ", time "
            + quote.timestampMillis()
            + ", for command "
            + quote.number()
            + " of "
            + quote.user()
            + ", "
            + what);
  }

  /** A key is made from price, user and time (SPEC, "The legacy quote server"). */
  static String key(AuditEvent.QuoteServer quote) {
    String text =
        Money.format(quote.priceCents()) + "," + quote.user() + "," + quote.quoteServerTimeMillis();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, KEY_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
