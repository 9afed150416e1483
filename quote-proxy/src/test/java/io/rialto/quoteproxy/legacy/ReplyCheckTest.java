package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("P7")
class ReplyCheckTest {

  private static final LegacyRequest REQUEST = new LegacyRequest("ABC", "joe");

  private static LegacyQuote check(String line) throws SourceException {
    return ReplyCheck.check(REQUEST, line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRightReplyIsTakenApart() throws SourceException {
    assertThat(check("12.34,ABC,joe,1700000000123,a2V5=="))
        .isEqualTo(new LegacyQuote(REQUEST, 1_234, 1_700_000_000_123L, "a2V5=="));
    assertThat(check("12.3,ABC,joe,1700000000123,k").priceCents()).isEqualTo(1_230);
    assertThat(check("0.01,ABC,joe,1,k").priceCents()).isEqualTo(1);
    assertThat(check("10000000000.00,ABC,joe,1,k").priceCents()).isEqualTo(1_000_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.34,ABD,joe,17,k        | symbol 'ABD'",
        "12.34,abc,joe,17,k        | symbol 'abc'",
        "12.34,ABC,jim,17,k        | user 'jim'",
        "12.34,ABC,Joe,17,k        | user 'Joe'",
        "12.34,ABC,joe,17          | 4 fields",
        "12.34,ABC,joe,17,k,x      | 6 fields",
        "''                        | 1 fields",
        "ERROR no such symbol      | 1 fields",
        "12,ABC,joe,17,k           | price '12'",
        "12.,ABC,joe,17,k          | price '12.'",
        "12.345,ABC,joe,17,k       | price '12.345'",
        "-12.34,ABC,joe,17,k       | price '-12.34'",
        "+12.34,ABC,joe,17,k       | price '+12.34'",
        "1e3,ABC,joe,17,k          | price '1e3'",
        "NaN,ABC,joe,17,k          | price 'NaN'",
        "'12.34 ,ABC,joe,17,k'     | price '12.34 '",
        "'$12.34,ABC,joe,17,k'     | price '$12.34'",
        "999999999999.99,ABC,joe,17,k | price '999999999999.99'",
        "0.00,ABC,joe,17,k         | out of range",
        "10000000000.01,ABC,joe,17,k | out of range",
        "12.34,ABC,joe,,k          | time stamp ''",
        "12.34,ABC,joe,0,k         | time stamp '0'",
        "12.34,ABC,joe,-17,k       | time stamp '-17'",
        "12.34,ABC,joe,17.5,k      | time stamp '17.5'",
        "12.34,ABC,joe,9999999999999999,k | time stamp '9999999999999999'",
        "12.34,ABC,joe,17,         | cryptokey",
        "12.34,ABC,joe,17,k k      | cryptokey",
        "12.34,ABC,joe,17,ké       | not printable ASCII",
        "١٢.٣٤,ABC,joe,17,k        | not printable ASCII",
      })
  void aWrongReplyIsRefusedAndSaysWhy(String line, String why) {
    assertThatThrownBy(() -> check(line))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(why)
        .extracting(failure -> ((SourceException) failure).kind())
        .isEqualTo(SourceException.Kind.REFUSED);
  }

  @Test
  void aHugeCryptokeyIsRefused() {
    assertThatThrownBy(() -> check("12.34,ABC,joe,17," + "k".repeat(129)))
        .hasMessageContaining("cryptokey");
  }
}
