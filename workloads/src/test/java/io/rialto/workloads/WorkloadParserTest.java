package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P7")
class WorkloadParserTest {

  private static final long PLACE = 7;

  @Test
  void everyCommandsFieldsGoWhereTheyBelong() {
    assertThat(command("ADD,alice,63511.53"))
        .isEqualTo(of(CommandKind.ADD).setUser("alice").setAmountCents(6_351_153).build());
    assertThat(command("QUOTE,alice,ABC"))
        .isEqualTo(of(CommandKind.QUOTE).setUser("alice").setSymbol("ABC").build());
    assertThat(command("BUY,alice,S,276.83")).isEqualTo(order(CommandKind.BUY, "S", 27_683));
    assertThat(command("SELL,alice,S,0.5")).isEqualTo(order(CommandKind.SELL, "S", 50));
    assertThat(command("COMMIT_BUY,alice")).isEqualTo(plain(CommandKind.COMMIT_BUY));
    assertThat(command("CANCEL_BUY,alice")).isEqualTo(plain(CommandKind.CANCEL_BUY));
    assertThat(command("COMMIT_SELL,alice")).isEqualTo(plain(CommandKind.COMMIT_SELL));
    assertThat(command("CANCEL_SELL,alice")).isEqualTo(plain(CommandKind.CANCEL_SELL));
    assertThat(command("DISPLAY_SUMMARY,alice")).isEqualTo(plain(CommandKind.DISPLAY_SUMMARY));
    assertThat(command("SET_BUY_AMOUNT,alice,XY,1"))
        .isEqualTo(order(CommandKind.SET_BUY_AMOUNT, "XY", 100));
    assertThat(command("SET_SELL_AMOUNT,alice,XY,1.00"))
        .isEqualTo(order(CommandKind.SET_SELL_AMOUNT, "XY", 100));
    assertThat(command("SET_BUY_TRIGGER,alice,XY,0.01"))
        .isEqualTo(order(CommandKind.SET_BUY_TRIGGER, "XY", 1));
    assertThat(command("SET_SELL_TRIGGER,alice,XY,10000000000.00"))
        .isEqualTo(order(CommandKind.SET_SELL_TRIGGER, "XY", 1_000_000_000_000L));
    assertThat(command("CANCEL_SET_BUY,alice,XY"))
        .isEqualTo(of(CommandKind.CANCEL_SET_BUY).setUser("alice").setSymbol("XY").build());
    assertThat(command("CANCEL_SET_SELL,alice,XY"))
        .isEqualTo(of(CommandKind.CANCEL_SET_SELL).setUser("alice").setSymbol("XY").build());
    assertThat(command("DUMPLOG,alice,./her.xml"))
        .isEqualTo(of(CommandKind.DUMPLOG).setUser("alice").setFilename("./her.xml").build());
    assertThat(command("DUMPLOG,./testLOG"))
        .isEqualTo(of(CommandKind.DUMPLOG).setFilename("./testLOG").build());
  }

  @Test
  void onlyADumpWithoutUserIsADumpOfEveryone() {
    assertThat(wellFormed("DUMPLOG,./testLOG").isDumpOfEveryone()).isTrue();
    assertThat(wellFormed("DUMPLOG,alice,./testLOG").isDumpOfEveryone()).isFalse();
    assertThat(malformed("DUMPLOG,,./testLOG").reason()).contains("user is missing");
  }

  @Test
  void theNumberInBracketsIsTheLinesNumberElseItsPlaceIs() {
    assertThat(wellFormed("[99] COMMIT_BUY,alice").number()).isEqualTo(99);
    assertThat(wellFormed("[99] COMMIT_BUY,alice").command().getNumber()).isEqualTo(99);
    assertThat(wellFormed("COMMIT_BUY,alice").number()).isEqualTo(PLACE);
    assertThat(wellFormed("[999999999999] COMMIT_BUY,alice").number()).isEqualTo(999_999_999_999L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT_BUY,alice ",
        "COMMIT_BUY,alice  \t ",
        "COMMIT_BUY,alice\r",
        "COMMIT_BUY,alice \r"
      })
  void blanksAndACarriageReturnAtTheEndAreDropped(String text) {
    assertThat(command(text)).isEqualTo(plain(CommandKind.COMMIT_BUY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t \r", "\r"})
  void emptyLinesAreSkipped(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(WorkloadParser.parse(bytes, bytes.length, PLACE)).isEmpty();
  }

  @Test
  void symbolsAreMadeUpperCase() {
    assertThat(command("QUOTE,alice,aBc").getSymbol()).isEqualTo("ABC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ADD,umhaEY4lil,-73280.58 | \"-73280.58\" is not an amount",
        "ADD,alice,-1 | \"-1\" is not an amount",
        "ADD,alice,+1 | \"+1\" is not an amount",
        "ADD,alice,1e9 | \"1e9\" is not an amount",
        "ADD,alice,0 | \"0\" is out of range",
        "ADD,alice,1.005 | \"1.005\" is not an amount",
        "ADD,alice,1. | \"1.\" is not an amount",
        "ADD,alice,99999999999999999999 | \"99999999999999999999\" is out of range",
        "ADD,alice,10000000000.01 | \"10000000000.01\" is out of range",
        "ADD,alice, 1 | \" 1\" is not an amount",
        "SET_BUY_TRIGGER,alice,ABC,0.00 | price \"0.00\" is out of range",
        "ADD,alice | ADD takes user,amount, which is 2 values, not 1",
        "ADD,alice,1,2 | ADD takes user,amount, which is 2 values, not 3",
        "BUY,alice,ABC | BUY takes user,symbol,amount, which is 3 values, not 2",
        "QUOTE,alice | QUOTE takes user,symbol, which is 2 values, not 1",
        "COMMIT_BUY | COMMIT_BUY takes user, which is 1 value, not 0",
        "COMMIT_BUY,alice, | COMMIT_BUY takes user, which is 1 value, not 2",
        "DUMPLOG | DUMPLOG takes file, which is 1 value, not 0",
        "DUMPLOG,a,b,c | DUMPLOG takes file, which is 1 value, not 3",
        "DUMPLOG, | the file name is missing",
        "QUOTE,alice,ABCD | symbol \"ABCD\" is not 1 to 3 ASCII letters",
        "QUOTE,alice,A1 | symbol \"A1\" is not 1 to 3 ASCII letters",
        "QUOTE,alice, | the symbol is missing",
        "QUOTE,,ABC | the user is missing",
        "QUOTE,al ice,ABC | user \"al ice\" is not 1 to 64 printable ASCII",
        "FROBNICATE,alice | unknown command \"FROBNICATE\"",
        "add,alice,1 | unknown command \"add\"",
        "UNRECOGNIZED,alice | unknown command \"UNRECOGNIZED\"",
        "COMMAND_KIND_UNSPECIFIED,alice | unknown command \"COMMAND_KIND_UNSPECIFIED\"",
        ",alice | unknown command \"\"",
        "hello | unknown command \"hello\"",
        "[12 ADD,alice,1 | bracket before the line's number is never closed",
        "[0] ADD,alice,1 | the line's number [0] is not 1 to 999999999999",
        "[-3] ADD,alice,1 | the line's number [-3] is not 1 to 999999999999",
        "[x] ADD,alice,1 | the line's number [x] is not 1 to 999999999999",
        "[] ADD,alice,1 | the line's number [] is not 1 to 999999999999",
        "[1000000000000] ADD,alice,1 | the line's number [1000000000000] is not",
        "[5]ADD,alice,1 | no blank follows the line's number",
        "[5] | no command follows the line's number",
      })
  void aMalformedLineSaysWhichValueBreaksWhichRule(String text, String reason) {
    MalformedLine line = malformed(text);
    assertThat(line.reason()).contains(reason.strip());
    assertThat(line.text()).isEqualTo(text.strip());
  }

  @Test
  void aMalformedLineKeepsTheNumberThatItGives() {
    assertThat(malformed("[9962] ADD,umhaEY4lil,-73280.58").number()).isEqualTo(9962);
    assertThat(malformed("ADD,umhaEY4lil,-73280.58").number()).isEqualTo(PLACE);
    assertThat(malformed("[x] ADD,alice,1").number()).isEqualTo(PLACE);
  }

  @Test
  void aUserOf65CharactersIsRefusedAndOneOf64IsNot() {
    assertThat(command("COMMIT_BUY," + "u".repeat(64)).getUser()).hasSize(64);
    assertThat(malformed("COMMIT_BUY," + "u".repeat(65)).reason()).contains("1 to 64 printable");
  }

  @Test
  void whatIsNotUtf8IsRefusedWithItsFirstBadByte() {
    byte[] bytes = {'A', 'D', 'D', ',', 'a', (byte) 0xff, ',', '1'};
    MalformedLine line =
        (MalformedLine) WorkloadParser.parse(bytes, bytes.length, PLACE).orElseThrow();
    assertThat(line.reason()).isEqualTo("byte 0xff at column 6 is not UTF-8");
    assertThat(line.text()).isEqualTo("ADD,a\\ufffd,1");
    assertThat(line.number()).isEqualTo(PLACE);
  }

  @Test
  void anUnfinishedUtf8SequenceAtTheEndIsRefused() {
    byte[] bytes = {'A', 'D', 'D', ',', 'a', (byte) 0xc3};
    MalformedLine line =
        (MalformedLine) WorkloadParser.parse(bytes, bytes.length, PLACE).orElseThrow();
    assertThat(line.reason()).isEqualTo("byte 0xc3 at column 6 is not UTF-8");
  }

  @Test
  void utf8BeyondAsciiIsRefusedByTheValueItStandsIn() {
    MalformedLine line = malformed("COMMIT_BUY,z\u00fcrich");
    assertThat(line.reason()).contains("user").contains("printable ASCII");
    assertThat(line.text()).isEqualTo("COMMIT_BUY,z\\u00fcrich");
  }

  @Test
  void controlCharactersInAValueAreRefused() {
    assertThat(malformed("COMMIT_BUY,a\u0000b").reason()).contains("printable ASCII");
    assertThat(malformed("COMMIT_BUY,a\rCOMMIT_BUY,b").reason()).contains("1 value, not 2");
  }

  @Test
  void aByteOrderMarkBeforeTheFirstLineIsSkipped() {
    byte[] bytes = "\uFEFFCOMMIT_BUY,alice".getBytes(StandardCharsets.UTF_8);
    assertThat(WorkloadParser.parse(bytes, bytes.length, 1))
        .get()
        .isInstanceOf(WorkloadCommand.class);
    assertThat(WorkloadParser.parse(bytes, bytes.length, 2))
        .get()
        .isInstanceOf(MalformedLine.class);
  }

  private static Command command(String text) {
    WorkloadCommand line = wellFormed(text);
    return line.command().toBuilder().clearNumber().build();
  }

  private static WorkloadCommand wellFormed(String text) {
    WorkloadLine line = parse(text);
    assertThat(line).as(text).isInstanceOf(WorkloadCommand.class);
    return (WorkloadCommand) line;
  }

  private static MalformedLine malformed(String text) {
    WorkloadLine line = parse(text);
    assertThat(line).as(text).isInstanceOf(MalformedLine.class);
    return (MalformedLine) line;
  }

  private static WorkloadLine parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return WorkloadParser.parse(bytes, bytes.length, PLACE).orElseThrow();
  }

  private static Command.Builder of(CommandKind kind) {
    return Command.newBuilder().setKind(kind);
  }

  private static Command plain(CommandKind kind) {
    return of(kind).setUser("alice").build();
  }

  private static Command order(CommandKind kind, String symbol, long cents) {
    return of(kind).setUser("alice").setSymbol(symbol).setAmountCents(cents).build();
  }
}
