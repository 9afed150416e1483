package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.ScriptedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy changes its key while it runs, and what the old one signed can be checked for ever. */
@Tag("P7")
@Timeout(120)
class KeyRotationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  private Path signingKey() {
    return directory.resolve(KeyDirectory.SIGNING_KEY_FILE);
  }

  private Path publicKeys() {
    return directory.resolve(KeyDirectory.PUBLIC_KEYS_FILE);
  }

  private KeyWatch openWatch() throws IOException, GeneralSecurityException {
    return KeyWatch.open(new KeyDirectory(directory));
  }

  /** The file of a key that was made elsewhere, and its id. */
  private record OwnKey(Path file, String keyId) {}

  private OwnKey ownKey() throws IOException, GeneralSecurityException {
    Path elsewhere = directory.resolve("elsewhere");
    String keyId = new KeyDirectory(elsewhere).open().signing().keyId();
    return new OwnKey(elsewhere.resolve(KeyDirectory.SIGNING_KEY_FILE), keyId);
  }

  private static List<String> idsOf(KeyWatch watch) {
    return watch.ring().published().stream().map(PublishedKey::keyId).toList();
  }

  private static String signingId(KeyWatch watch) {
    return watch.ring().signing().keyId();
  }

  @Test
  void aKeyThatIsTakenAwayIsFollowedByANewOneWithoutAStop() throws Exception {
    try (ScriptedSource source = new ScriptedSource(ScriptedSource::right)) {
      SignedQuote before;
      SignedQuote after;
      try (ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
        before = proxy.quote("ABC", "joe");
        Files.delete(signingKey());
        await().atMost(PATIENCE).until(() -> proxy.status().getKeysCount() == 2);
        after = proxy.quote("XYZ", "joe");
        assertThat(proxy.quote("ABC", "joe"))
            .as("what is in the cache stays as it was signed")
            .isEqualTo(before.toBuilder().setCached(true).build());
      }
      try (ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
        QuoteProxyStatus status = proxy.status();
        assertThat(status.getKeysList())
            .extracting(key -> key.getKeyId())
            .containsExactly(after.getKeyId(), before.getKeyId())
            .doesNotHaveDuplicates();
        assertThat(Signatures.isGenuine(after, status.getKeys(0).getPublicKeyX509().toByteArray()))
            .isTrue();
        assertThat(Signatures.isGenuine(before, status.getKeys(1).getPublicKeyX509().toByteArray()))
            .isTrue();
      }
    }
  }

  @Test
  void aKeyThatIsPutInItsPlaceIsTakenUp() throws Exception {
    KeyWatch watch = openWatch();
    String first = signingId(watch);
    OwnKey own = ownKey();
    Files.move(own.file(), signingKey(), StandardCopyOption.REPLACE_EXISTING);
    watch.look();
    assertThat(signingId(watch)).isEqualTo(own.keyId());
    assertThat(idsOf(watch)).containsExactly(own.keyId(), first);
    assertThat(Files.readAllLines(publicKeys()))
        .isEqualTo(watch.ring().published().stream().map(PublishedKey::line).toList());
  }

  @Test
  void aKeyThatComesBackIsPublishedOnce() throws Exception {
    KeyWatch watch = openWatch();
    String first = signingId(watch);
    Path kept = Files.move(signingKey(), directory.resolve("kept"));
    watch.look();
    String second = signingId(watch);
    Files.move(kept, signingKey(), StandardCopyOption.REPLACE_EXISTING);
    watch.look();
    assertThat(idsOf(watch)).containsExactly(first, second);
  }

  @Test
  void aDamagedKeyIsNeitherTakenUpNorReplaced() throws Exception {
    KeyWatch watch = openWatch();
    String first = signingId(watch);
    Files.writeString(signingKey(), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
    watch.look();
    assertThat(signingId(watch)).isEqualTo(first);
    assertThat(signingKey()).hasContent("-----BEGIN PRIVATE KEY-----\nAAAA\n");
    assertThat(idsOf(watch)).containsExactly(first);
  }

  @Test
  void inAnEmptiedDirectoryNoKeyIsMade() throws Exception {
    KeyWatch watch = openWatch();
    String first = signingId(watch);
    Files.delete(signingKey());
    Files.delete(publicKeys());
    watch.look();
    assertThat(signingId(watch)).isEqualTo(first);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aLineThatIsTakenAwayIsNoLongerPublished() throws Exception {
    KeyWatch watch = openWatch();
    Files.delete(signingKey());
    watch.look();
    assertThat(idsOf(watch)).hasSize(2);
    String signing = watch.ring().signing().published().line();
    Files.writeString(publicKeys(), "# the other one was stolen\n\n" + signing + "\n");
    watch.look();
    assertThat(idsOf(watch)).containsExactly(signingId(watch));
  }

  @Test
  void theOldestKeysAreLeftOutBeyondTheBound() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Limits.PUBLISHED_KEYS_MAX + 20; i++) {
      lines.add("key" + i + " AAAA");
    }
    Files.write(publicKeys(), lines);
    KeyWatch watch = openWatch();
    assertThat(idsOf(watch))
        .hasSize(Limits.PUBLISHED_KEYS_MAX)
        .startsWith(signingId(watch), "key0");
    assertThat(publicKeys()).content().hasLineCount(Limits.PUBLISHED_KEYS_MAX);
  }

  @Test
  void aFileOfPublicKeysThatIsNoneIsRefusedAndNeverReplaced() throws Exception {
    Files.writeString(publicKeys(), "key1 AAAA\nno key at all\n");
    assertThatThrownBy(this::openWatch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(KeyDirectory.PUBLIC_KEYS_FILE)
        .hasMessageContaining("no key at all");
    assertThat(publicKeys()).hasContent("key1 AAAA\nno key at all\n");
  }
}
