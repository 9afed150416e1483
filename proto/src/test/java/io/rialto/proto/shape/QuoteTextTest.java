package io.rialto.proto.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.rialto.proto.quotes.SignedQuote;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P7")
class QuoteTextTest {
  private static final SignedQuote QUOTE =
      SignedQuote.newBuilder()
          .setSymbol("ABC")
          .setPriceCents(12345)
          .setUser("al|ce")
          .setNumber(7)
          .setTimeMillis(1_700_000_000_123L)
          .setQuoteServerTimeMillis(1_700_000_000_100L)
          .setCryptokey("c2VjcmV0+/==")
          .setProxyName("proxy1")
          .setKeyId("k1")
          .build();

  @Test
  void theTextIsTheOneOfTheContract() {
    assertThat(new String(QuoteText.bytes(QUOTE), StandardCharsets.US_ASCII))
        .isEqualTo(
            "rialto-quote-v1,ABC,12345,al|ce,7,1700000000123,1700000000100,c2VjcmV0+/==,proxy1,k1");
  }

  @Test
  void theNumberIsUnsigned() {
    assertThat(
            new String(
                QuoteText.bytes(QUOTE.toBuilder().setNumber(-1).build()),
                StandardCharsets.US_ASCII))
        .contains(",18446744073709551615,");
  }

  @Test
  void theSignatureAndTheCacheFlagAreNotCovered() {
    SignedQuote answered =
        QUOTE.toBuilder().setCached(true).setSignature(ByteString.copyFromUtf8("s")).build();
    assertThat(QuoteText.bytes(answered)).isEqualTo(QuoteText.bytes(QUOTE));
  }

  @Test
  void aFieldThatCouldBeMistakenForTwoIsRefused() {
    assertThatThrownBy(() -> QuoteText.bytes(QUOTE.toBuilder().setUser("al,1").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user");
    assertThatThrownBy(() -> QuoteText.bytes(QUOTE.toBuilder().setCryptokey("").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cryptokey is empty");
    assertThatThrownBy(() -> QuoteText.bytes(QUOTE.toBuilder().setKeyId("k\n1").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key_id");
  }
}
