package io.rialto.quoteproxy.proxy;

import java.util.List;

/**
 * The keys of a proxy at one time.
 *
 * @param signing signs from now on
 * @param published what signatures can be checked with: the signing key's public half first, then
 *     those of earlier ones, newest first
 */
record KeyRing(SigningKey signing, List<PublishedKey> published) {

  /** Whether signatures with the key of this id can be checked. */
  boolean publishes(String keyId) {
    return published.stream().anyMatch(key -> key.keyId().equals(keyId));
  }
}
