package io.rialto.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.Summary;
import io.rialto.workloads.FinishedCommand;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run of five commands of one user, in whose replies, log or balance one thing is made wrong. */
@Tag("P5")
class ExaminationTest {

  private static final String TOO_MUCH = "INSUFFICIENT_FUNDS: needs 900.00, available 800.00";

  private final Examination examination = new Examination();
  private AuditLogText log;
  private long firstTime;

  @BeforeEach
  void begin() {
    log = new AuditLogText();
    firstTime = log.now() + 1000;
  }

  @Test
  void aFaultlessRunLeavesNoFindings() {
    replies();
    writeLog();

    Findings findings = conclude(balance(80_000).build());

    assertThat(findings.kept()).isEmpty();
    assertThat(examination.users()).isEqualTo(1);
    assertThat(examination.quotes()).isEqualTo(1);
    assertThat(examination.events()).isEqualTo(9);
    assertThat(examination.money().conserved()).isTrue();
  }

  @Test
  void anAcknowledgedCommandThatIsNotInTheLogIsLost() {
    replies();
    log.command(1, "ADD", "username", "alice", "funds", "1000.00");
    log.account(1, "add", "alice", 100_000);

    Findings findings =
        conclude(
            Summary.newBuilder()
                .setUser("alice")
                .setCashCents(100_000)
                .setAvailableCents(100_000)
                .build());

    assertThat(findings.numbersConcerned(Kind.LOST)).isEqualTo(4);
    assertThat(texts(findings, Kind.LOST)).contains("command 2 was acknowledged at log index 12");
  }

  @Test
  void aRejectionLoggedAsDoneIsLost() {
    replies();
    writeLogUpToCommit();
    log.command(4, "SET_BUY_AMOUNT", "username", "alice", "stockSymbol", "XYZ", "funds", "900.00");
    log.command(5, "DISPLAY_SUMMARY", "username", "alice");

    Findings findings = conclude(balance(80_000).build());

    assertThat(findings.numbersConcerned(Kind.LOST)).isEqualTo(1);
    assertThat(texts(findings, Kind.LOST)).contains("logged done");
    assertThat(texts(findings, Kind.RULE)).contains("command 4").contains("INSUFFICIENT_FUNDS");
  }

  @Test
  void aRejectionWithAnotherMessageIsLost() {
    replies();
    writeLogUpToCommit();
    reject("INSUFFICIENT_FUNDS: needs 900.00, available 799.00");

    Findings findings = conclude(balance(80_000).build());

    assertThat(texts(findings, Kind.LOST)).contains("799.00").contains("800.00");
  }

  @Test
  void aCommandThatStandsTwiceIsDoubled() {
    replies();
    log.command(1, "ADD", "username", "alice", "funds", "1000.00");
    log.account(1, "add", "alice", 100_000);
    log.pass(-1000);
    writeLog();

    Findings findings = conclude(balance(180_000).build());

    assertThat(findings.numbersConcerned(Kind.DUPLICATED)).isEqualTo(1);
    assertThat(texts(findings, Kind.DUPLICATED)).contains("command 1 stands 2 times");
    assertThat(findings.none(Kind.BALANCE)).isTrue();
  }

  @Test
  void aWrongBalanceIsFoundAndConservationWithIt() {
    replies();
    writeLog();

    Findings findings = conclude(balance(80_001).build());

    assertThat(texts(findings, Kind.BALANCE))
        .contains("alice")
        .contains("800.01")
        .contains("800.00");
    assertThat(texts(findings, Kind.CONSERVATION)).contains("cash + reserved + paid");
  }

  @Test
  void wrongHoldingsAreFound() {
    replies();
    writeLog();
    Summary.Builder summary = balance(80_000);
    summary.setHoldings(0, summary.getHoldings(0).toBuilder().setShares(5));

    Findings findings = conclude(summary.build());

    assertThat(texts(findings, Kind.BALANCE)).contains("ABC 5").contains("ABC 4");
  }

  @Test
  void aUserWithoutAReportedAccountIsFound() {
    replies();
    writeLog();
    examination.readLog(log.stream());

    Findings findings = examination.conclude(Set.of(1L, 2L, 3L, 4L, 5L));

    assertThat(texts(findings, Kind.BALANCE)).contains("alice").contains("not reported");
  }

  @Test
  void aReplyWithOtherFiguresThanTheLogsIsFound() {
    Reply wrong =
        ok(12, 2).setSymbol("ABC").setPriceCents(5_001).setShares(4).setAmountCents(20_004).build();
    replyToAdd();
    answer(2, CommandResult.Kind.DONE, wrong);
    repliesFromCommitOn();
    writeLog();

    Findings findings = conclude(balance(80_000).build());

    assertThat(texts(findings, Kind.REPLY)).contains("command 2").contains("50.01");
  }

  @Test
  void anUnansweredCommandIsFound() {
    replyToAdd();
    replyToBuy();
    answer(
        3,
        CommandResult.Kind.UNKNOWN,
        Reply.newBuilder().setCode(ResultCode.UNKNOWN_OUTCOME).build());
    answer(4, CommandResult.Kind.REJECTED, rejection());
    writeLog();

    Findings findings = conclude(balance(80_000).build());

    assertThat(findings.numbersConcerned(Kind.UNANSWERED)).isEqualTo(2);
    assertThat(texts(findings, Kind.UNANSWERED))
        .contains("command 3 is of unknown outcome")
        .contains("command 5 has 0 answers");
  }

  @Test
  void aCommandThatWasSentBackAndStandsInTheLogIsFound() {
    replyToAdd();
    replyToBuy();
    replyToCommit();
    answer(4, CommandResult.Kind.REJECTED, rejection());
    answer(5, CommandResult.Kind.RETRY, Reply.newBuilder().setCode(ResultCode.OVERLOADED).build());
    writeLog();

    Findings findings = conclude(balance(80_000).build());

    assertThat(texts(findings, Kind.REPLY)).contains("command 5 was sent back");
  }

  @Test
  void aCommandThatNobodySentIsFound() {
    replies();
    writeLog();
    log.command(77, "DISPLAY_SUMMARY", "username", "alice");

    Findings findings = conclude(balance(80_000).build());

    assertThat(texts(findings, Kind.EVENT)).contains("command 77, which nobody sent");
  }

  @Test
  void commandsOfAUserInAnotherOrderAreFound() {
    replies();
    writeLogUpToCommit();
    log.command(5, "DISPLAY_SUMMARY", "username", "alice");
    reject(TOO_MUCH);

    Findings findings = conclude(balance(80_000).build());

    assertThat(texts(findings, Kind.ORDER)).contains("command 4 of alice stands after 5");
  }

  @Test
  void aLogThatIsCutOffIsFound() {
    replies();
    writeLog();
    examination.readLog(log.stream(""));

    Findings findings = examination.conclude(Set.of(1L, 2L, 3L, 4L, 5L));

    assertThat(texts(findings, Kind.UNREADABLE)).contains("not well-formed");
  }

  // The faultless run: ADD, BUY of 4 shares at 50.00, COMMIT_BUY, a rejected SET_BUY_AMOUNT,
  // DISPLAY_SUMMARY.

  private void writeLog() {
    writeLogUpToCommit();
    reject(TOO_MUCH);
    log.command(5, "DISPLAY_SUMMARY", "username", "alice");
  }

  private void writeLogUpToCommit() {
    log.command(1, "ADD", "username", "alice", "funds", "1000.00");
    log.account(1, "add", "alice", 100_000);
    log.quote(2, "alice", "ABC", 5_000);
    log.command(2, "BUY", "username", "alice", "stockSymbol", "ABC", "funds", "249.99");
    log.command(3, "COMMIT_BUY", "username", "alice");
    log.account(3, "remove", "alice", 20_000);
  }

  private void reject(String message) {
    log.rejected(
        4, "SET_BUY_AMOUNT", message, "username", "alice", "stockSymbol", "XYZ", "funds", "900.00");
  }

  private void replies() {
    replyToAdd();
    replyToBuy();
    repliesFromCommitOn();
  }

  private void repliesFromCommitOn() {
    replyToCommit();
    answer(4, CommandResult.Kind.REJECTED, rejection());
    answer(5, CommandResult.Kind.DONE, ok(15, 5).build());
  }

  private void replyToAdd() {
    answer(1, CommandResult.Kind.DONE, ok(11, 1).setAmountCents(100_000).build());
  }

  private void replyToBuy() {
    long end = firstTime + 1000 + ReplayedEffects.ORDER_MILLIS;
    answer(2, CommandResult.Kind.DONE, order(12, 2).toBuilder().setExpiresAtMillis(end).build());
  }

  private void replyToCommit() {
    answer(3, CommandResult.Kind.DONE, order(13, 3));
  }

  private Reply order(long logIndex, int place) {
    return ok(logIndex, place)
        .setSymbol("ABC")
        .setPriceCents(5_000)
        .setShares(4)
        .setAmountCents(20_000)
        .build();
  }

  private Reply rejection() {
    return ok(14, 4)
        .setCode(ResultCode.INSUFFICIENT_FUNDS)
        .setMessage(TOO_MUCH)
        .setNeeded(90_000)
        .setAvailable(80_000)
        .build();
  }

  /** A reply of the place-th command. */
  private Reply.Builder ok(long logIndex, int place) {
    return Reply.newBuilder()
        .setLogIndex(logIndex)
        .setNumber(place)
        .setLogTimeMillis(firstTime + 1000L * (place - 1));
  }

  private void answer(int number, CommandResult.Kind kind, Reply reply) {
    examination.answered(
        new FinishedCommand(
            number, sent(number), new CommandResult(kind, reply, 1, number, 1), 0, 1));
  }

  private static Command sent(int number) {
    Command.Builder command = Command.newBuilder().setNumber(number).setUser("alice");
    return switch (number) {
      case 1 -> command.setKind(CommandKind.ADD).setAmountCents(100_000).build();
      case 2 -> command.setKind(CommandKind.BUY).setSymbol("ABC").setAmountCents(24_999).build();
      case 3 -> command.setKind(CommandKind.COMMIT_BUY).build();
      case 4 ->
          command
              .setKind(CommandKind.SET_BUY_AMOUNT)
              .setSymbol("XYZ")
              .setAmountCents(90_000)
              .build();
      default -> command.setKind(CommandKind.DISPLAY_SUMMARY).build();
    };
  }

  private static Summary.Builder balance(long cash) {
    return Summary.newBuilder()
        .setUser("alice")
        .setCashCents(cash)
        .setAvailableCents(cash)
        .addHoldings(Holding.newBuilder().setSymbol("ABC").setShares(4).setAvailable(4));
  }

  private Findings conclude(Summary summary) {
    examination.readLog(log.stream());
    examination.account(summary);
    return examination.conclude(Set.of(1L, 2L, 3L, 4L, 5L));
  }

  private static String texts(Findings findings, Kind kind) {
    List<String> texts = findings.kept(kind).stream().map(Discrepancy::text).toList();
    return String.join("\n", texts);
  }
}
