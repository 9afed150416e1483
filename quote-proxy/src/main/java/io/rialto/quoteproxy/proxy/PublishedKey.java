package io.rialto.quoteproxy.proxy;

import java.util.Base64;

/**
 * A public key as nodes learn of it, from a line {@code key_id base64(X.509 public key)}.
 *
 * @param x509 the public key in its X.509 encoding; never changed
 */
record PublishedKey(String keyId, byte[] x509) {

  /**
   * The key in a line.
   *
   * @throws IllegalArgumentException whose message says that the line is none
   */
  static PublishedKey parse(String line) {
    String[] parts = line.strip().split("\\s+");
    if (parts.length != 2) {
      throw new IllegalArgumentException("not a line \"key_id base64(public key)\": " + line);
    }
    try {
      return new PublishedKey(parts[0], Base64.getDecoder().decode(parts[1]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base64: " + line, e);
    }
  }

  String line() {
    return keyId + " " + Base64.getEncoder().encodeToString(x509);
  }
}
