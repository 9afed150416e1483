package io.rialto.quoteproxy.proxy;

import com.google.protobuf.ByteString;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.shape.QuoteText;
import io.rialto.quoteproxy.legacy.LegacyQuote;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/** Turns a checked reply into a fact that anybody with the public key can check. */
final class QuoteSigner {

  private final String proxyName;
  private final Supplier<SigningKey> signingKey;

  /**
   * @param signingKey the one to sign with now; asked once for each quote
   */
  QuoteSigner(String proxyName, Supplier<SigningKey> signingKey) {
    this.proxyName = proxyName;
    this.signingKey = signingKey;
  }

  /**
   * Signs one quote. Any thread.
   *
   * @param number the transaction number of the command that caused the hit
   * @param timeMillis when the reply reached the proxy
   */
  SignedQuote sign(LegacyQuote reply, long number, long timeMillis) {
    SigningKey key = signingKey.get();
    SignedQuote.Builder quote =
        SignedQuote.newBuilder()
            .setSymbol(reply.request().symbol())
            .setPriceCents(reply.priceCents())
            .setUser(reply.request().user())
            .setNumber(number)
            .setTimeMillis(timeMillis)
            .setQuoteServerTimeMillis(reply.quoteServerTimeMillis())
            .setCryptokey(reply.cryptokey())
            .setProxyName(proxyName)
            .setKeyId(key.keyId());
    try {
      byte[] signature = key.sign(QuoteText.bytes(quote.build()));
      return quote.setSignature(ByteString.copyFrom(signature)).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key worked at the start and no longer does", e);
    }
  }
}
