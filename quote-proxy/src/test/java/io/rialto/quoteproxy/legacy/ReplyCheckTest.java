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
        "12.34,ABD,joe,17,k        | symbol 'ABD' | OTHER_SYMBOL",
        "12.34,abc,joe,17,k        | symbol 'abc' | OTHER_SYMBOL",
        "12.34,ABC,jim,17,k        | user 'jim' | OTHER_USER",
        "12.34,ABC,Joe,17,k        | user 'Joe' | OTHER_USER",
        "12.34,ABC,joe,17          | 4 fields | FIELDS_MISSING",
        "12.34,ABC,joe,17,k,x      | 6 fields | FIELDS_ADDED",
        "''                        | empty line | EMPTY",
        "ERROR no such symbol      | 1 fields | FIELDS_MISSING",
        "12,ABC,joe,17,k           | price '12' | NO_PRICE",
        "12.,ABC,joe,17,k          | price '12.' | NO_PRICE",
        "12.345,ABC,joe,17,k       | price '12.345' | NO_PRICE",
        "-12.34,ABC,joe,17,k       | price '-12.34' | NO_PRICE",
        "+12.34,ABC,joe,17,k       | price '+12.34' | NO_PRICE",
        "1e3,ABC,joe,17,k          | price '1e3' | NO_PRICE",
        "NaN,ABC,joe,17,k          | price 'NaN' | NO_PRICE",
        "'12.34 ,ABC,joe,17,k'     | price '12.34 ' | NO_PRICE",
        "'$12.34,ABC,joe,17,k'     | price '$12.34' | NO_PRICE",
        "999999999999.99,ABC,joe,17,k | out of range | PRICE_OUT_OF_RANGE",
        "0.00,ABC,joe,17,k         | out of range | PRICE_OUT_OF_RANGE",
        "10000000000.01,ABC,joe,17,k | out of range | PRICE_OUT_OF_RANGE",
        "12.34,ABC,joe,,k          | time stamp '' | NO_TIME",
        "12.34,ABC,joe,0,k         | time stamp '0' | NO_TIME",
        "12.34,ABC,joe,-17,k       | time stamp '-17' | NO_TIME",
        "12.34,ABC,joe,17.5,k      | time stamp '17.5' | NO_TIME",
        "12.34,ABC,joe,9999999999999999,k | time stamp '9999999999999999' | NO_TIME",
        "12.34,ABC,joe,17,         | cryptokey | BAD_CRYPTOKEY",
        "12.34,ABC,joe,17,k k      | cryptokey | BAD_CRYPTOKEY",
        "12.34,ABC,joe,17,ké       | not printable ASCII | NOT_TEXT",
        "١٢.٣٤,ABC,joe,17,k        | not printable ASCII | NOT_TEXT",
      })
  void aWrongReplyIsRefusedAndSaysWhy(String line, String why, HitFault fault) {
    assertThatThrownBy(() -> check(line))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(why)
        .extracting(failure -> ((SourceException) failure).fault().orElseThrow())
        .isEqualTo(fault);
    assertThat(fault.kind()).isEqualTo(SourceException.Kind.REFUSED);
  }

  @Test
  void aHugeCryptokeyIsRefused() {
    assertThatThrownBy(() -> check("12.34,ABC,joe,17," + "k".repeat(129)))
        .hasMessageContaining("cryptokey");
  }
}
