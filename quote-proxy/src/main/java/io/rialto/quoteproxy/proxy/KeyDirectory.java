package io.rialto.quoteproxy.proxy;

import io.rialto.quoteproxy.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy's keys on disk. {@code quote-signing-key.pem} holds both halves of the key that signs
 * (PKCS #8 and X.509), is made when there is none, and only its owner may read it. {@code
 * quote-keys.txt} is for the nodes: the public halves of that key and of those before it, as long
 * as nobody takes a line away. Files appear whole or not at all.
 */
final class KeyDirectory {

  static final String SIGNING_KEY_FILE = "quote-signing-key.pem";
  static final String PUBLIC_KEYS_FILE = "quote-keys.txt";

  private static final Logger LOG = LoggerFactory.getLogger(KeyDirectory.class);
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String PUBLIC_KEY = "PUBLIC KEY";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;

  KeyDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * The keys of this directory; a signing key is made if there is none. A public key is on disk
   * before anything is signed with its other half.
   *
   * @throws IOException also if there is a file that cannot be understood: it is never replaced
   */
  KeyRing open() throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    return keys("");
  }

  /**
   * The keys that are there by now, as {@link #open} has them.
   *
   * @param knownKeyId of the signing key that was there before
   * @throws IOException also if the directory is empty: more likely its disk has gone than somebody
   *     wants a key made
   */
  KeyRing lookAgain(String knownKeyId) throws IOException, GeneralSecurityException {
    if (!Files.exists(signingKeyFile()) && !Files.exists(publicKeysFile())) {
      throw new IOException(directory + " holds no keys any more");
    }
    return keys(knownKeyId);
  }

  private KeyRing keys(String knownKeyId) throws IOException, GeneralSecurityException {
    Path file = signingKeyFile();
    SigningKey signing = Files.exists(file) ? read(file) : create(file);
    if (!signing.keyId().equals(knownKeyId)) {
      warnIfOthersMayRead(file);
    }
    List<PublishedKey> before = readPublished();
    List<PublishedKey> published = new ArrayList<>(List.of(signing.published()));
    before.stream()
        .filter(key -> !key.keyId().equals(signing.keyId()))
        .limit(Limits.PUBLISHED_KEYS_MAX - 1L)
        .forEach(published::add);
    List<String> lines = lines(published);
    if (!lines.equals(lines(before))) {
      write(publicKeysFile(), String.join("\n", lines) + "\n");
    }
    return new KeyRing(signing, List.copyOf(published));
  }

  private List<PublishedKey> readPublished() throws IOException {
    Path file = publicKeysFile();
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(PublishedKey::parse)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<String> lines(List<PublishedKey> keys) {
    return keys.stream().map(PublishedKey::line).toList();
  }

  private Path signingKeyFile() {
    return directory.resolve(SIGNING_KEY_FILE);
  }

  private Path publicKeysFile() {
    return directory.resolve(PUBLIC_KEYS_FILE);
  }

  private SigningKey create(Path file) throws IOException, GeneralSecurityException {
    SigningKey key = SigningKey.generate();
    write(file, pem(PRIVATE_KEY, key.privateKey()) + pem(PUBLIC_KEY, key.publicKey()), OWNER_ONLY);
    LOG.info("made a new signing key {} in {}", key.keyId(), file);
    return key;
  }

  private void warnIfOthersMayRead(Path file) throws IOException {
    if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      LOG.warn("{} can be read by others than its owner: chmod 600 it", file);
    }
  }

  private SigningKey read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    try {
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      return new SigningKey(
          new KeyPair(
              keys.generatePublic(new X509EncodedKeySpec(block(text, PUBLIC_KEY))),
              keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE_KEY)))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          file
              + " is not a signing key of this program ("
              + e.getMessage()
              + "); restore it, or"
              + " move it away and let the nodes know the new public key",
          e);
    }
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static byte[] block(String text, String kind) {
    Matcher block =
        Pattern.compile("-----BEGIN " + kind + "-----([^-]*)-----END " + kind + "-----")
            .matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("it holds no " + kind);
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }

  private void write(Path file, String text) throws IOException {
    write(file, text, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void write(Path file, String text, Set<PosixFilePermission> permissions)
      throws IOException {
    FileAttribute<?>[] attributes =
        isPosix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
            : new FileAttribute<?>[0];
    Path whole = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(whole);
    try (FileChannel channel =
        FileChannel.open(
            whole, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean isPosix() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
