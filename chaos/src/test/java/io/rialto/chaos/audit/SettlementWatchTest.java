package io.rialto.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.audit.Discrepancy.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More is due at once than an entry settles (SPEC, "At most 1,000 a time"). */
@Tag("P5")
class SettlementWatchTest {

  private static final int USERS = 2_500;
  private static final long CENTS = Crowd.CENTS;

  /** For a share at 50.00. */
  private static final long TOO_LITTLE = 30_00;

  private final Findings findings = new Findings();
  private final AuditReplay replay = new AuditReplay(findings, false, command -> {});

  @Test
  void aBacklogOfExpiriesMayBeSpreadOverTheNextEntries() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    crowd.expire(0, 1_000).stranger();
    crowd.pass(1).expire(1_000, 2_000).stranger();
    crowd.pass(1).expire(2_000, USERS).stranger();
    assertFaultless(crowd);
  }

  @Test
  void theEntriesOfABacklogMayHaveOneLogTime() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    assertFaultless(crowd.expire(0, 2_000).stranger().expire(2_000, USERS).stranger());
  }

  @Test
  void anOrderThatEndsLateWithoutNeedIsFound() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    crowd.expire(0, 999).stranger();
    crowd.pass(1).expire(999, 1_999).pass(1).expire(1_999, USERS).stranger();
    run(crowd);
    assertThat(texts(Kind.EXPIRY))
        .contains("order 1000 counted until " + (crowd.now() - 3))
        .contains("had not expired when command");
  }

  @Test
  void anEntryWithoutCommandsThatStopsShortOfTheBoundIsFound() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    run(crowd.expire(0, 999).pass(1).expire(999, 1_999).pass(1).expire(1_999, USERS));
    assertThat(texts(Kind.EXPIRY)).contains("order 1000").contains("log time went on");
  }

  @Test
  void oneExpiryLeftOutOfABacklogIsFound() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    crowd.expire(0, 500).expire(501, 1_001).stranger();
    run(crowd.pass(1).expire(1_001, 2_001).pass(1).expire(2_001, USERS).stranger());
    assertThat(texts(Kind.EXPIRY)).contains("order 502 expired before its turn: order 501");
  }

  @Test
  void twoExpiriesOfDifferentEntriesThatChangePlacesAreFound() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    crowd.expire(0, 700).expire(1_700, 1_701).expire(701, 1_000).stranger();
    crowd.pass(1).expire(1_000, 1_700).expire(700, 701).expire(1_701, 2_000).stranger();
    run(crowd.pass(1).expire(2_000, USERS));
    assertThat(texts(Kind.EXPIRY)).contains("order 1701 expired before its turn: order 701");
  }

  @Test
  void aUsersOwnOrderEndsBeforeTheirCommandHoweverManyAreBefore() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    crowd.expire(0, 1_000).expire(2_400, 2_401).display(2_400).stranger();
    crowd.pass(1).expire(1_000, 2_000).pass(1).expire(2_000, 2_400).expire(2_401, USERS);
    assertFaultless(crowd.stranger());
  }

  @Test
  void aCommandThatComesBeforeItsUsersOwnExpiryIsFound() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    run(crowd.expire(0, 1_000).display(2_400).pass(1).expire(1_000, 2_000));
    assertThat(texts(Kind.EXPIRY)).contains("order 2401 was over before command");
  }

  @Test
  void aDuplicateHasWhatIsDueOfItsUserSettledAndLeavesNoTrace() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    crowd.expire(0, 1_000).expire(2_400, 2_401).stranger().expire(1_300, 1_301);
    crowd.pass(1).expire(1_000, 1_300).expire(1_301, 2_001);
    assertFaultless(crowd.pass(1).expire(2_001, 2_400).expire(2_401, USERS));
  }

  @Test
  void anOrderSettledOutOfTurnBeforeTheBoundIsReachedIsFound() {
    Crowd crowd = Crowd.withOrders(USERS).pass(60_001);
    run(crowd.expire(0, 900).expire(2_400, 2_401).display(2_400));
    assertThat(texts(Kind.EXPIRY)).contains("order 2401 expired before its turn: order 901");
  }

  @Test
  void aQuoteMayFireTwoThousandAndFiveHundredTriggersInThreeEntries() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00).fire(0, 1_000).stranger();
    crowd.pass(1).fire(1_000, 2_000).stranger();
    assertFaultless(crowd.pass(1).fire(2_000, USERS).stranger());
  }

  @Test
  void firingsOfDifferentEntriesThatChangePlacesAreFound() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00);
    crowd.fire(0, 700).fire(1_700, 1_701).fire(701, 1_000).stranger();
    crowd.pass(1).fire(1_000, 1_700).fire(700, 701).fire(1_701, 2_000).stranger();
    run(crowd.pass(1).fire(2_000, USERS));
    assertThat(texts(Kind.TRIGGER))
        .contains("the trigger of command 1701 fired before its turn: that of command 701 of u700");
  }

  @Test
  void aTriggerThatFiresLateWithoutNeedIsFound() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00).fire(0, 999).stranger();
    run(crowd.pass(1).fire(999, 1_999).pass(1).fire(1_999, USERS));
    assertThat(texts(Kind.TRIGGER)).contains("trigger of command 1000, but it had not fired when");
  }

  @Test
  void aCommandThatComesBeforeItsUsersOwnFiringIsFound() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00).fire(0, 1_000).display(2_400);
    run(crowd.pass(1).fire(1_000, 2_000).pass(1).fire(2_000, 2_400).fire(2_401, USERS));
    assertThat(texts(Kind.TRIGGER))
        .contains("user u2400: the log lacks the systemEvent SET_BUY_TRIGGER on ABC of 100.00");
    assertThat(findings.count(Kind.TRIGGER)).isEqualTo(1);
  }

  @Test
  void aUsersOwnTriggerFiresBeforeTheirCommandHoweverManyAreBefore() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00);
    crowd.fire(0, 1_000).stranger().fire(2_400, 2_401).display(2_400);
    crowd.pass(1).fire(1_000, 2_000).pass(1).fire(2_000, 2_400).fire(2_401, USERS);
    assertFaultless(crowd.stranger());
  }

  @Test
  void aNewerQuoteBringsTheRoundToItsEndFirstHoweverManyTurnsThatTakes() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00).fire(0, 1_000).stranger();
    assertFaultless(crowd.pass(1).fire(1_000, USERS).quote(40_00).stranger());
  }

  @Test
  void aNewerQuoteThatComesInTheMiddleOfARoundIsFound() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00).fire(0, 1_000).stranger();
    run(crowd.pass(1).fire(1_000, 2_499).quote(70_00).stranger());
    assertThat(texts(Kind.TRIGGER))
        .contains("trigger of command 2500, but it had not fired when a newer price of ABC came");
  }

  @Test
  void aQuoteOfAnEntryThatIsFullFiresInTheNextOne() {
    Crowd crowd = Crowd.of(2_000).quote(CENTS).order(0, 1_000).arm(1_000, 2_000, CENTS);
    crowd.pass(60_001).expire(0, 1_000).quote(50_00).stranger();
    assertFaultless(crowd.pass(1).fire(1_000, 2_000).stranger());
  }

  @Test
  void aQuoteOfAnEntryThatIsNotFullFiresWhatItStillMay() {
    Crowd crowd = Crowd.of(2_000).quote(CENTS).order(0, 900).arm(1_000, 2_000, CENTS);
    crowd.pass(60_001).expire(0, 900).quote(50_00).fire(1_000, 1_099).stranger();
    run(crowd.pass(1).fire(1_099, 2_000).stranger());
    assertThat(texts(Kind.TRIGGER)).contains("trigger of command 1100, but it had not fired when");
  }

  @Test
  void whoReadsInTheMiddleOfARoundSeesTheTriggerAsFired() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00).fire(0, 1_000).stranger();
    crowd.events.forEach(replay::accept);
    replay.catchUp();
    ReplayedAccount last = replay.account(Crowd.user(USERS - 1));
    assertThat(last.reserved).isZero();
    assertThat(last.buyTriggers).isEmpty();
    assertThat(last.shares.get(Crowd.SYMBOL).outside).isEqualTo(2);
    assertThat(replay.accounts().get(Crowd.user(USERS - 1)).reserved).isEqualTo(Crowd.CENTS);
    assertThat(findings.isEmpty()).isTrue();
  }

  @Test
  void theLogMayEndInTheMiddleOfABacklogOnlyIfTheBoundIsReached() {
    Crowd crowd = Crowd.withTriggers(USERS).pass(1).quote(50_00);
    assertFaultless(crowd.fire(0, 1_000));
  }

  @Test
  void aLogThatEndsBeforeTheBoundIsReachedLacksTheRest() {
    run(Crowd.withTriggers(1_500).pass(1).quote(50_00).fire(0, 999));
    assertThat(findings.count(Kind.TRIGGER)).isEqualTo(2 * 501);
    assertThat(texts(Kind.TRIGGER)).contains("had not fired when the log ended");
  }

  @Test
  void turnsThatPassWithoutAFiringCountToo() {
    Crowd crowd = Crowd.of(1_500).arm(0, 600, TOO_LITTLE).arm(600, 1_500, CENTS).pass(1);
    crowd.quote(50_00).fire(600, 1_000).stranger();
    assertFaultless(crowd.pass(1).fire(1_000, 1_500).stranger());
  }

  @Test
  void turnsThatPassWithoutAFiringCountNoMoreThanOne() {
    Crowd crowd = Crowd.of(1_500).arm(0, 600, TOO_LITTLE).arm(600, 1_500, CENTS).pass(1);
    run(crowd.quote(50_00).fire(600, 999).stranger().pass(1).fire(999, 1_500).stranger());
    assertThat(texts(Kind.TRIGGER)).contains("trigger of command 1000, but it had not fired when");
  }

  private void assertFaultless(Crowd crowd) {
    run(crowd);
    assertThat(findings.kept()).isEmpty();
  }

  private void run(Crowd crowd) {
    crowd.events.forEach(replay::accept);
    replay.finish();
  }

  private String texts(Kind kind) {
    List<String> texts = findings.kept(kind).stream().map(Discrepancy::text).toList();
    return String.join("\n", texts);
  }
}
