package io.rialto.quoteproxy.proxy;

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
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy's key on disk. {@code quote-signing-key.pem} holds both halves (PKCS #8 and X.509), is
 * made at the first start, and only its owner may read it; {@code quote-keys.txt} is the public
 * half alone, for the nodes, and written at every start. Files appear whole or not at all.
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
   * The key of this directory, made if there is none.
   *
   * @throws IOException also if there is a key file that cannot be understood: it is never replaced
   */
  SigningKey open() throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    Path file = directory.resolve(SIGNING_KEY_FILE);
    SigningKey key = Files.exists(file) ? read(file) : create(file);
    write(directory.resolve(PUBLIC_KEYS_FILE), key.publicLine() + "\n");
    return key;
  }

  private SigningKey create(Path file) throws IOException, GeneralSecurityException {
    SigningKey key = SigningKey.generate();
    write(file, pem(PRIVATE_KEY, key.privateKey()) + pem(PUBLIC_KEY, key.publicKey()), OWNER_ONLY);
    LOG.info("made a new signing key {} in {}", key.keyId(), file);
    return key;
  }

  private SigningKey read(Path file) throws IOException {
    if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      LOG.warn("{} can be read by others than its owner: chmod 600 it", file);
    }
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
