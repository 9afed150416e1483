package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.ScriptedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("P7")
@Timeout(120)
class QuoteSignatureTest {

  private static final Set<String> NOT_COVERED = Set.of("signature", "cached");

  @TempDir Path directory;

  private SignedQuote fetched() throws IOException, GeneralSecurityException {
    try (ScriptedSource source = new ScriptedSource(ScriptedSource::right);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      return proxy.quote("ABC", "joe");
    }
  }

  private String[] publicLine() throws IOException {
    return Files.readString(directory.resolve("quote-keys.txt")).strip().split(" ");
  }

  private boolean isGenuine(SignedQuote quote) throws IOException, GeneralSecurityException {
    return Signatures.isGenuine(quote, Base64.getDecoder().decode(publicLine()[1]));
  }

  @Test
  void aQuoteIsSignedTimeStampedAndComplete() throws IOException, GeneralSecurityException {
    SignedQuote quote = fetched();
    assertThat(quote.toBuilder().clearSignature().clearKeyId().build())
        .isEqualTo(
            SignedQuote.newBuilder()
                .setSymbol("ABC")
                .setPriceCents(1_234)
                .setUser("joe")
                .setNumber(7)
                .setTimeMillis(ManualTime.START_MILLIS)
                .setQuoteServerTimeMillis(1_700_000_000_123L)
                .setCryptokey("a2V5")
                .setProxyName("proxy1")
                .build());
    assertThat(quote.getKeyId()).isEqualTo(publicLine()[0]);
    assertThat(isGenuine(quote)).isTrue();
  }

  @Test
  void theSignatureFailsWhenAnyFieldIsAltered() throws IOException, GeneralSecurityException {
    SignedQuote quote = fetched();
    int altered = 0;
    for (FieldDescriptor field : SignedQuote.getDescriptor().getFields()) {
      if (!NOT_COVERED.contains(field.getName())) {
        assertThat(isGenuine(alter(quote, field))).as(field.getName()).isFalse();
        altered++;
      }
    }
    assertThat(altered).isEqualTo(9);
    byte[] signature = quote.getSignature().toByteArray();
    signature[0] ^= 1;
    assertThat(isGenuine(quote.toBuilder().setSignature(ByteString.copyFrom(signature)).build()))
        .isFalse();
  }

  private static SignedQuote alter(SignedQuote quote, FieldDescriptor field) {
    Object value = quote.getField(field);
    Object other = value instanceof String text ? text + "x" : (Object) ((Long) value + 1);
    return quote.toBuilder().setField(field, other).build();
  }

  @Test
  void theCacheFlagIsOfTheCallAndNotOfTheQuote() throws IOException, GeneralSecurityException {
    assertThat(isGenuine(fetched().toBuilder().setCached(true).build())).isTrue();
  }

  @Test
  void theStatusShowsTheKeyOfTheKeysFile() throws IOException, GeneralSecurityException {
    try (ScriptedSource source = new ScriptedSource(ScriptedSource::right);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      QuoteProxyStatus status = proxy.status();
      assertThat(status.getProxyName()).isEqualTo("proxy1");
      assertThat(status.getTimeMillis()).isEqualTo(ManualTime.START_MILLIS);
      assertThat(status.getKeysList()).hasSize(1);
      assertThat(status.getKeys(0).getKeyId()).isEqualTo(publicLine()[0]);
      assertThat(status.getKeys(0).getPublicKeyX509().toByteArray())
          .hasSize(44)
          .isEqualTo(Base64.getDecoder().decode(publicLine()[1]));
    }
  }

  @Test
  void theKeyOutlivesARestartAndItsPublicHalfIsWrittenAnew()
      throws IOException, GeneralSecurityException {
    SignedQuote before = fetched();
    Files.delete(directory.resolve(KeyDirectory.PUBLIC_KEYS_FILE));
    SignedQuote after = fetched();
    assertThat(after.getKeyId()).isEqualTo(before.getKeyId());
    assertThat(isGenuine(before)).isTrue();
    assertThat(isGenuine(after)).isTrue();
  }

  @Test
  void onlyTheOwnerMayReadThePrivateKey() throws IOException, GeneralSecurityException {
    fetched();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(KeyDirectory.SIGNING_KEY_FILE))))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(KeyDirectory.SIGNING_KEY_FILE, KeyDirectory.PUBLIC_KEYS_FILE);
    }
  }

  @Test
  void aDamagedKeyIsRefusedAndNeverReplaced() throws IOException {
    Path file = directory.resolve(KeyDirectory.SIGNING_KEY_FILE);
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n");
    assertThatThrownBy(() -> new KeyDirectory(directory).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a signing key of this program");
    assertThat(file).hasContent("-----BEGIN PRIVATE KEY-----\nAAAA\n");
  }

  @Test
  void halvesOfTwoKeysAreRefused() throws IOException, GeneralSecurityException {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    new KeyDirectory(one).open();
    new KeyDirectory(two).open();
    String first = Files.readString(one.resolve(KeyDirectory.SIGNING_KEY_FILE));
    String second = Files.readString(two.resolve(KeyDirectory.SIGNING_KEY_FILE));
    String boundary = "-----BEGIN PUBLIC KEY-----";
    Files.writeString(
        one.resolve(KeyDirectory.SIGNING_KEY_FILE),
        first.substring(0, first.indexOf(boundary)) + second.substring(second.indexOf(boundary)));
    assertThatThrownBy(() -> new KeyDirectory(one).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("do not belong together");
  }
}
