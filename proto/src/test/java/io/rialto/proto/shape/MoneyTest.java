package io.rialto.proto.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P7")
class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "123.45, 12345",
    "0.01, 1",
    "0.1, 10",
    "1, 100",
    "1.5, 150",
    "007.50, 750",
    "10000000000, 1000000000000",
    "10000000000.00, 1000000000000",
    "9999999999.99, 999999999999"
  })
  void anAmountWithUpToTwoDecimalsIsWholeCents(String text, long cents) {
    assertThat(Money.parseCents(text)).isEqualTo(cents);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+1",
        "1e9",
        "1E2",
        "1.005",
        " 1",
        "1 ",
        "1.",
        ".5",
        ".",
        "1,000",
        "1.2.3",
        "0x10",
        "NaN",
        "abc",
        "1_000",
        "$5",
        "1.-5",
        "--1",
        "\u0661",
        "1.\u0665",
        "1\n",
        "-73280.58"
      })
  void whatIsNoAmountIsRefusedWithTheValueAndTheRule(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.parseCents(text))
        .withMessageContaining(Shown.of(text))
        .withMessageContaining("is not an amount of money");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.0",
        "0.00",
        "000",
        "10000000000.01",
        "10000000001",
        "99999999999999999999",
        "9223372036854775807",
        "92233720368547758.07",
        "92233720368547758.08",
        "184467440737095516.16"
      })
  void anAmountOutOfRangeIsRefusedWithTheValueAndTheBounds(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.parseCents(text))
        .withMessageContaining("\"" + text + "\" is out of range")
        .withMessageContaining("0.01 to 10000000000.00");
  }

  @Test
  void aHugeAmountIsRefusedAndShownShortened() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.parseCents("9".repeat(100_000)))
        .withMessageContaining("(100000 characters)")
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "1, 0.01",
    "10, 0.10",
    "99, 0.99",
    "100, 1.00",
    "12345, 123.45",
    "-5, -0.05",
    "-12345, -123.45",
    "9007199254740992, 90071992547409.92",
    "9223372036854775807, 92233720368547758.07",
    "-9223372036854775808, -92233720368547758.08"
  })
  void centsAreTextWithTwoDecimals(long cents, String text) {
    assertThat(Money.format(cents)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 9, 10, 99, 100, 101, 27_683, 999_999_999_999L, 1_000_000_000_000L})
  void whatIsFormattedParsesBackToItself(long cents) {
    assertThat(Money.parseCents(Money.format(cents))).isEqualTo(cents);
  }
}
