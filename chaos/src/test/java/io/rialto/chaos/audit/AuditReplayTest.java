package io.rialto.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The replay's own rules, effects and events, each tried on a log written by hand. */
@Tag("P5")
class AuditReplayTest {

  private final AuditLogText log = new AuditLogText();
  private final Findings findings = new Findings();
  private final List<ReplayedCommand> commands = new ArrayList<>();
  private final AuditReplay replay = new AuditReplay(findings, false, commands::add);

  @Test
  void aBuyTriggerFiresOnALowerQuoteAndTheRestReturns() throws AuditLogException {
    add("alice", 100_000);
    log.command(2, "SET_BUY_AMOUNT", "username", "alice", "stockSymbol", "ABC", "funds", "100.00");
    log.account(2, "remove", "alice", 10_000);
    log.command(3, "SET_BUY_TRIGGER", "username", "alice", "stockSymbol", "ABC", "funds", "30.00");
    log.quote(3, "alice", "ABC", 2_900);
    log.system(3, "SET_BUY_TRIGGER", "alice", "ABC", 8_700);
    log.account(3, "add", "alice", 1_300);

    run();

    assertFaultless();
    ReplayedAccount alice = replay.accounts().get("alice");
    assertThat(alice.cash).isEqualTo(91_300);
    assertThat(alice.reserved).isZero();
    assertThat(alice.availableShares("ABC")).isEqualTo(3);
    assertThat(alice.buyTriggers).isEmpty();
  }

  @Test
  void aFiringThatTheLogDoesNotShowIsFound() throws AuditLogException {
    add("alice", 100_000);
    log.command(2, "SET_BUY_AMOUNT", "username", "alice", "stockSymbol", "ABC", "funds", "100.00");
    log.account(2, "remove", "alice", 10_000);
    log.command(3, "SET_BUY_TRIGGER", "username", "alice", "stockSymbol", "ABC", "funds", "30.00");
    log.quote(3, "alice", "ABC", 2_900);

    run();

    assertThat(texts())
        .contains("lacks the systemEvent SET_BUY_TRIGGER on ABC of 87.00 for command 3");
  }

  @Test
  void aFiringAboveTheTriggerIsUncalledFor() throws AuditLogException {
    add("alice", 100_000);
    log.command(2, "SET_BUY_AMOUNT", "username", "alice", "stockSymbol", "ABC", "funds", "100.00");
    log.account(2, "remove", "alice", 10_000);
    log.command(3, "SET_BUY_TRIGGER", "username", "alice", "stockSymbol", "ABC", "funds", "30.00");
    log.quote(3, "alice", "ABC", 3_001);
    log.system(3, "SET_BUY_TRIGGER", "alice", "ABC", 9_003);

    run();

    assertThat(texts()).contains("uncalled-for systemEvent SET_BUY_TRIGGER");
  }

  @Test
  void aSellTriggerReservesItsSharesAndSellsAtTheQuotesPrice() throws AuditLogException {
    buyFourSharesAt50();
    log.command(4, "SET_SELL_AMOUNT", "username", "alice", "stockSymbol", "ABC", "funds", "180.00");
    log.command(5, "SET_SELL_TRIGGER", "username", "alice", "stockSymbol", "ABC", "funds", "60.00");
    log.quote(5, "alice", "ABC", 6_100);
    log.system(5, "SET_SELL_TRIGGER", "alice", "ABC", 18_300);
    log.account(5, "add", "alice", 18_300);

    run();

    assertFaultless();
    ReplayedAccount alice = replay.accounts().get("alice");
    assertThat(alice.availableShares("ABC")).isEqualTo(1);
    assertThat(alice.shares.get("ABC").reserved).isZero();
    assertThat(alice.cash).isEqualTo(98_300);
  }

  @Test
  void anArmedTriggerLooksAtTheQuoteThatIsThere() throws AuditLogException {
    buyFourSharesAt50();
    log.command(4, "SET_SELL_AMOUNT", "username", "alice", "stockSymbol", "ABC", "funds", "180.00");
    log.command(5, "SET_SELL_TRIGGER", "username", "alice", "stockSymbol", "ABC", "funds", "45.00");
    log.system(5, "SET_SELL_TRIGGER", "alice", "ABC", 20_000);
    log.account(5, "add", "alice", 20_000);

    run();

    assertFaultless();
  }

  @Test
  void aSetBuyThatReplacesAnotherReturnsItsReserveFirst() throws AuditLogException {
    add("alice", 10_000);
    log.command(2, "SET_BUY_AMOUNT", "username", "alice", "stockSymbol", "ABC", "funds", "100.00");
    log.account(2, "remove", "alice", 10_000);
    log.command(3, "SET_BUY_AMOUNT", "username", "alice", "stockSymbol", "ABC", "funds", "90.00");
    log.account(3, "add", "alice", 10_000);
    log.account(3, "remove", "alice", 9_000);
    log.command(4, "CANCEL_SET_BUY", "username", "alice", "stockSymbol", "ABC");
    log.account(4, "add", "alice", 9_000);

    run();

    assertFaultless();
    assertThat(replay.accounts().get("alice").cash).isEqualTo(10_000);
  }

  @Test
  void anOrderExpiresAfterSixtySecondsAndItsHoldIsReleased() throws AuditLogException {
    add("alice", 100_000);
    log.quote(2, "alice", "ABC", 5_000);
    log.command(2, "BUY", "username", "alice", "stockSymbol", "ABC", "funds", "200.00");
    log.pass(60_001);
    log.system(2, "BUY", "alice", "ABC", 20_000);
    log.rejected(3, "COMMIT_BUY", "NO_PENDING_BUY: nothing to commit", "username", "alice");

    run();

    assertFaultless();
    assertThat(replay.accounts().get("alice").availableCash()).isEqualTo(100_000);
  }

  @Test
  void anExpiryAtSixtySecondsIsTooEarly() throws AuditLogException {
    add("alice", 100_000);
    log.quote(2, "alice", "ABC", 5_000);
    log.command(2, "BUY", "username", "alice", "stockSymbol", "ABC", "funds", "200.00");
    log.pass(60_000);
    log.system(2, "BUY", "alice", "ABC", 20_000);

    run();

    assertThat(texts()).contains("before its sixty seconds were over");
  }

  @Test
  void anOverdueOrderWithoutExpiryIsFound() throws AuditLogException {
    add("alice", 100_000);
    log.quote(2, "alice", "ABC", 5_000);
    log.command(2, "BUY", "username", "alice", "stockSymbol", "ABC", "funds", "200.00");
    log.pass(60_000);
    log.command(3, "DISPLAY_SUMMARY", "username", "alice");

    run();

    assertThat(texts()).contains("order 2 was over before command 3");
  }

  @Test
  void aPriceOlderThanSixtySecondsIsNoPrice() throws AuditLogException {
    add("alice", 100_000);
    log.quote(2, "alice", "ABC", 5_000);
    log.command(2, "QUOTE", "username", "alice", "stockSymbol", "ABC");
    log.pass(60_000);
    log.rejected(
        3,
        "BUY",
        "NO_VALID_QUOTE: ABC",
        "username",
        "alice",
        "stockSymbol",
        "ABC",
        "funds",
        "60.00");
    log.command(4, "BUY", "username", "alice", "stockSymbol", "ABC", "funds", "60.00");

    run();

    assertThat(findings.kept()).hasSize(1);
    assertThat(texts()).contains("command 4").contains("NO_VALID_QUOTE");
  }

  @Test
  void aRejectionWithoutReasonIsFound() throws AuditLogException {
    add("alice", 100_000);
    log.rejected(2, "DISPLAY_SUMMARY", "UNKNOWN_USER: alice", "username", "alice");

    run();

    assertThat(texts()).contains("command 2").contains("breaks no rule");
  }

  @Test
  void aUserWithoutMoneyIsUnknown() throws AuditLogException {
    log.rejected(1, "QUOTE", "UNKNOWN_USER: bob", "username", "bob", "stockSymbol", "ABC");

    run();

    assertFaultless();
    assertThat(commands.get(0).rule()).isEqualTo("UNKNOWN_USER");
  }

  @Test
  void aDumpOfEveryoneIsNobodysCommand() throws AuditLogException {
    add("alice", 100_000);
    log.command(2, "DUMPLOG", "filename", "./testLOG");

    run();

    assertFaultless();
  }

  @Test
  void anAccountTransactionOfAnotherAmountIsFound() throws AuditLogException {
    log.command(1, "ADD", "username", "alice", "funds", "10.00");
    log.account(1, "add", "alice", 1_001);

    run();

    assertThat(texts())
        .contains("uncalled-for accountTransaction add of 10.01")
        .contains("lacks the accountTransaction add of 10.00")
        .contains("add up to 10.01");
  }

  private void buyFourSharesAt50() {
    add("alice", 100_000);
    log.quote(2, "alice", "ABC", 5_000);
    log.command(2, "BUY", "username", "alice", "stockSymbol", "ABC", "funds", "200.00");
    log.command(3, "COMMIT_BUY", "username", "alice");
    log.account(3, "remove", "alice", 20_000);
  }

  private void add(String user, long cents) {
    log.command(1, "ADD", "username", user, "funds", cents / 100 + ".00");
    log.account(1, "add", user, cents);
  }

  private void run() throws AuditLogException {
    new AuditLogReader().read(log.stream(), replay::accept);
    replay.finish();
  }

  private void assertFaultless() {
    assertThat(findings.kept()).isEmpty();
  }

  private String texts() {
    return String.join("\n", findings.kept().stream().map(Discrepancy::text).toList());
  }
}
