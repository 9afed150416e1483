package io.rialto.proto.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P7")
class CommandShapeTest {

  private static final Set<CommandKind> WITH_SYMBOL =
      Set.of(
          CommandKind.QUOTE,
          CommandKind.BUY,
          CommandKind.SELL,
          CommandKind.SET_BUY_AMOUNT,
          CommandKind.SET_BUY_TRIGGER,
          CommandKind.CANCEL_SET_BUY,
          CommandKind.SET_SELL_AMOUNT,
          CommandKind.SET_SELL_TRIGGER,
          CommandKind.CANCEL_SET_SELL);

  private static final Set<CommandKind> WITH_AMOUNT =
      Set.of(
          CommandKind.ADD,
          CommandKind.BUY,
          CommandKind.SELL,
          CommandKind.SET_BUY_AMOUNT,
          CommandKind.SET_BUY_TRIGGER,
          CommandKind.SET_SELL_AMOUNT,
          CommandKind.SET_SELL_TRIGGER);

  static Stream<CommandKind> kinds() {
    return Stream.of(CommandKind.values())
        .filter(kind -> kind != CommandKind.UNRECOGNIZED && kind.getNumber() != 0);
  }

  static Stream<CommandKind> kindsWithUser() {
    return kinds().filter(kind -> kind != CommandKind.DUMPLOG);
  }

  static Stream<CommandKind> kindsWithSymbol() {
    return kinds().filter(WITH_SYMBOL::contains);
  }

  static Stream<CommandKind> kindsWithoutSymbol() {
    return kinds().filter(kind -> !WITH_SYMBOL.contains(kind));
  }

  static Stream<CommandKind> kindsWithAmount() {
    return kinds().filter(WITH_AMOUNT::contains);
  }

  static Stream<CommandKind> kindsWithoutAmount() {
    return kinds().filter(kind -> !WITH_AMOUNT.contains(kind));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWellFormedCommandPasses(CommandKind kind) {
    assertThat(CommandShape.check(wellFormed(kind).build())).isEmpty();
    assertThat(CommandShape.check(wellFormed(kind).setNumber(999_999_999_999L).build())).isEmpty();
  }

  @Test
  void aMissingOrUnknownKindIsRefused() {
    assertRefused(Command.newBuilder().setUser("alice"), "kind", "number 0");
    assertRefused(Command.newBuilder().setUser("alice").setKindValue(99), "kind", "number 99");
  }

  @ParameterizedTest
  @MethodSource("kindsWithUser")
  void aMissingUserIsRefused(CommandKind kind) {
    assertRefused(wellFormed(kind).clearUser(), "user is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        " ",
        "alice ",
        "a,b",
        ",",
        "zoë",
        "a\u0000",
        "a\tb",
        "a\n",
        "\u007f",
        "\ud83d\ude00",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void aBadUserIsRefusedAndNamed(String user) {
    assertRefused(
        wellFormed(CommandKind.ADD).setUser(user),
        "user " + Shown.of(user),
        "1 to 64 printable ASCII characters without blank or comma");
    assertRefused(wellFormed(CommandKind.DUMPLOG).setUser(user), "user " + Shown.of(user));
    assertThat(CommandShape.checkUser(user)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "!",
        "~",
        "oY01WVirLr",
        "a.b-c_d@example.org",
        "<&>\"'",
        "1234567890123456789012345678901234567890123456789012345678901234"
      })
  void aGoodUserPasses(String user) {
    assertThat(CommandShape.check(wellFormed(CommandKind.ADD).setUser(user).build())).isEmpty();
    assertThat(CommandShape.checkUser(user)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kindsWithSymbol")
  void aMissingSymbolIsRefused(CommandKind kind) {
    assertRefused(wellFormed(kind).clearSymbol(), "symbol is missing", kind.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABCD", "A1", "1", "A ", " ", "A-B", "É", "ı", "ß", "A\u0000"})
  void aBadSymbolIsRefusedAndNamed(String symbol) {
    assertRefused(
        wellFormed(CommandKind.BUY).setSymbol(symbol),
        "symbol " + Shown.of(symbol),
        "1 to 3 ASCII letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AB", "ABC", "a", "abc", "aBc"})
  void aSymbolOfOneToThreeLettersPassesInAnyCase(String symbol) {
    assertThat(CommandShape.check(wellFormed(CommandKind.BUY).setSymbol(symbol).build())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kindsWithoutSymbol")
  void aSymbolThatTheCommandDoesNotTakeIsRefused(CommandKind kind) {
    assertRefused(wellFormed(kind).setSymbol("ABC"), kind.name(), "takes no symbol \"ABC\"");
  }

  @ParameterizedTest
  @MethodSource("kindsWithAmount")
  void anAmountOutOfRangeIsRefused(CommandKind kind) {
    assertRefused(wellFormed(kind).clearAmountCents(), "0.00 is out of range");
    assertRefused(wellFormed(kind).setAmountCents(-100), "-1.00 is out of range");
    assertRefused(
        wellFormed(kind).setAmountCents(1_000_000_000_001L),
        "10000000000.01 is out of range",
        "0.01 to 10000000000.00");
    assertRefused(wellFormed(kind).setAmountCents(Long.MAX_VALUE), "out of range");
    assertRefused(wellFormed(kind).setAmountCents(Long.MIN_VALUE), "out of range");
  }

  @ParameterizedTest
  @MethodSource("kindsWithAmount")
  void theLeastAndTheGreatestAmountPass(CommandKind kind) {
    assertThat(CommandShape.check(wellFormed(kind).setAmountCents(1).build())).isEmpty();
    assertThat(CommandShape.check(wellFormed(kind).setAmountCents(1_000_000_000_000L).build()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kindsWithoutAmount")
  void anAmountThatTheCommandDoesNotTakeIsRefused(CommandKind kind) {
    assertRefused(wellFormed(kind).setAmountCents(1), kind.name(), "takes no amount of 0.01");
    assertRefused(wellFormed(kind).setAmountCents(-1), kind.name(), "takes no amount of -0.01");
  }

  @ParameterizedTest
  @MethodSource("kindsWithUser")
  void aFileNameThatTheCommandDoesNotTakeIsRefused(CommandKind kind) {
    assertRefused(wellFormed(kind).setFilename("x"), kind.name(), "takes no file name \"x\"");
  }

  @Test
  void dumplogTakesAFileNameAndAUserOrNone() {
    assertThat(CommandShape.check(wellFormed(CommandKind.DUMPLOG).build())).isEmpty();
    assertThat(CommandShape.check(wellFormed(CommandKind.DUMPLOG).setUser("alice").build()))
        .isEmpty();
    assertThat(
            CommandShape.check(
                wellFormed(CommandKind.DUMPLOG).setFilename("f".repeat(255)).build()))
        .isEmpty();
    assertRefused(wellFormed(CommandKind.DUMPLOG).clearFilename(), "file name is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "é", "a\nb", "\u007f"})
  void aBadFileNameIsRefusedAndNamed(String filename) {
    assertRefused(
        wellFormed(CommandKind.DUMPLOG).setFilename(filename),
        "file name " + Shown.of(filename),
        "1 to 255 printable ASCII characters");
  }

  @Test
  void aFileNameOfMoreThan255CharactersIsRefusedAndShownShortened() {
    assertRefused(
        wellFormed(CommandKind.DUMPLOG).setFilename("f".repeat(256)),
        "(256 characters)",
        "1 to 255 printable ASCII characters");
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000_000_000L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aTransactionNumberAboveTheClientsShareIsRefused(long number) {
    assertRefused(
        wellFormed(CommandKind.ADD).setNumber(number),
        "transaction number " + Long.toUnsignedString(number),
        "999999999999");
  }

  @Test
  void normalisingMakesTheSymbolUpperCaseAndChangesNothingElse() {
    Command command = wellFormed(CommandKind.BUY).setUser("alice").setSymbol("aBc").build();
    assertThat(CommandShape.normalise(command))
        .isEqualTo(command.toBuilder().setSymbol("ABC").build());
    Command upper = wellFormed(CommandKind.BUY).build();
    assertThat(CommandShape.normalise(upper)).isSameAs(upper);
  }

  @ParameterizedTest
  @EnumSource(
      value = CommandKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNRECOGNIZED"})
  void anEmptyCommandOfAnyKindIsRefused(CommandKind kind) {
    assertThat(CommandShape.check(Command.newBuilder().setKind(kind).build())).isPresent();
  }

  private static Command.Builder wellFormed(CommandKind kind) {
    Command.Builder command = Command.newBuilder().setKind(kind);
    if (kind == CommandKind.DUMPLOG) {
      return command.setFilename("out.xml");
    }
    command.setUser("alice");
    if (WITH_SYMBOL.contains(kind)) {
      command.setSymbol("ABC");
    }
    if (WITH_AMOUNT.contains(kind)) {
      command.setAmountCents(20_000);
    }
    return command;
  }

  private static void assertRefused(Command.Builder command, String... named) {
    assertThat(CommandShape.check(command.build()))
        .hasValueSatisfying(fault -> assertThat(fault).contains(named));
  }
}
