package io.rialto.node.quotes;

import io.rialto.node.ops.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The public keys that quotes are checked with, by key id, from a file with one key a line: {@code
 * key_id base64(X.509 Ed25519 public key)}; empty lines and lines that begin with {@code #} are
 * skipped.
 *
 * <p>A key that is not known makes the file be read again, at most once a second: a proxy that
 * starts after the node, or changes its key, needs no restart here. What the file holds then counts
 * from then on; as long as it is damaged, what was read before. Thread-safe.
 */
public final class QuoteKeys {
  private static final long REREAD_NANOS =
      TimeUnit.MILLISECONDS.toNanos(Limits.QUOTE_KEYS_READ_MILLIS);

  private final Path file;
  private Map<String, PublicKey> keys = Map.of();
  private long readAtNanos;

  /** No file: no quote is ever accepted. */
  public static QuoteKeys none() {
    return new QuoteKeys(null);
  }

  /**
   * Keys from a file, which need not exist yet.
   *
   * @throws UncheckedIOException if it exists and cannot be read
   * @throws IllegalArgumentException if a line of it is no key
   */
  public static QuoteKeys ofFile(Path file) {
    QuoteKeys keys = new QuoteKeys(file);
    keys.read();
    return keys;
  }

  private QuoteKeys(Path file) {
    this.file = file;
  }

  /** The key, or null if there is none of that id. */
  public synchronized PublicKey find(String keyId) {
    PublicKey key = keys.get(keyId);
    if (key == null && file != null && System.nanoTime() - readAtNanos > REREAD_NANOS) {
      read();
      key = keys.get(keyId);
    }
    return key;
  }

  private synchronized void read() {
    readAtNanos = System.nanoTime();
    Map<String, PublicKey> read = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          readLine(line.strip(), read);
        }
      }
    } catch (NoSuchFileException notYet) {
      // The proxy writes it when it starts; until then no quote can be checked.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the quote keys " + file, e);
    }
    keys = read;
  }

  private void readLine(String line, Map<String, PublicKey> into) {
    String[] parts = line.split("\\s+");
    try {
      if (parts.length != 2) {
        throw new IllegalArgumentException("it has " + parts.length + " parts");
      }
      byte[] encoded = Base64.getDecoder().decode(parts[1]);
      into.put(
          parts[0],
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a line \"key_id base64(X.509 Ed25519 public key)\" in " + file + ": " + line, e);
    }
  }
}
