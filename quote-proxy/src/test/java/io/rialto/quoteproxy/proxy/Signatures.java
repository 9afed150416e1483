package io.rialto.quoteproxy.proxy;

import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.shape.QuoteText;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/** Checks signatures as anybody can who has the public key. */
final class Signatures {

  private Signatures() {}

  static boolean isGenuine(SignedQuote quote, byte[] publicKeyX509)
      throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKeyX509));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(key);
    check.update(QuoteText.bytes(quote));
    try {
      return check.verify(quote.getSignature().toByteArray());
    } catch (SignatureException e) {
      // Bytes that are no point of the curve are not even a wrong signature.
      return false;
    }
  }
}
