package io.rialto.quoteproxy.proxy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in use. A new signing key is found by looking into the directory every now and then; as
 * long as what is found there is no good, the keys at hand stay in use.
 *
 * <p>{@link #look} belongs to one thread, the rest may be called from any.
 */
final class KeyWatch {

  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

  private final KeyDirectory directory;
  private volatile KeyRing ring;
  private String knownFault = "";

  private KeyWatch(KeyDirectory directory, KeyRing ring) {
    this.directory = directory;
    this.ring = ring;
  }

  /** Opens the directory, as {@link KeyDirectory#open} says. */
  static KeyWatch open(KeyDirectory directory) throws IOException, GeneralSecurityException {
    return new KeyWatch(directory, directory.open());
  }

  KeyRing ring() {
    return ring;
  }

  /** Takes up what has changed. What is wrong is told once, until it is another thing. */
  void look() {
    try {
      String before = signingKeyId();
      ring = directory.lookAgain(before);
      if (!signingKeyId().equals(before)) {
        LOG.info("signs with key {} from now on, no longer with {}", signingKeyId(), before);
      }
      knownFault = "";
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      if (!e.toString().equals(knownFault)) {
        knownFault = e.toString();
        LOG.warn("goes on with key {}: {}", signingKeyId(), e.getMessage());
      }
    }
  }

  private String signingKeyId() {
    return ring.signing().keyId();
  }
}
