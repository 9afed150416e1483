package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.ADD;
import static io.rialto.node.machine.CommandKind.BUY;
import static io.rialto.node.machine.CommandKind.CANCEL_BUY;
import static io.rialto.node.machine.CommandKind.CANCEL_SET_BUY;
import static io.rialto.node.machine.CommandKind.COMMIT_BUY;
import static io.rialto.node.machine.CommandKind.COMMIT_SELL;
import static io.rialto.node.machine.CommandKind.DUMPLOG;
import static io.rialto.node.machine.CommandKind.QUOTE;
import static io.rialto.node.machine.CommandKind.SELL;
import static io.rialto.node.machine.CommandKind.SET_BUY_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_BUY_TRIGGER;
import static io.rialto.node.machine.CommandKind.SET_SELL_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC, "Audit log": which events, with which fields, in which order. */
class AuditLogTest {
  private static final String NODE = TradingFloor.NODE;
  private static final long RUNNING = 1_000_000_000_000L;

  private final TradingFloor floor = new TradingFloor();

  @Test
  void addIsACommandAndMoneyIn() {
    floor.run(new Command(ADD, "alice", "", 500, "", 9));
    assertThat(floor.lastEvents())
        .containsExactly(command(9, ADD, "alice", "", 500), cash(9, true, "alice", 500));
  }

  @Test
  void aRejectionIsTheCommandThenTheError() {
    floor.run(new Command(SET_BUY_AMOUNT, "ghost", "ABC", 500, "", 9));
    assertThat(floor.lastEvents())
        .containsExactly(
            command(9, SET_BUY_AMOUNT, "ghost", "ABC", 500),
            new AuditEvent.ErrorEvent(
                floor.now(),
                NODE,
                9,
                SET_BUY_AMOUNT,
                "ghost",
                "ABC",
                "",
                500,
                "UNKNOWN_USER: nobody has added money for ghost"));
  }

  @Test
  void aHoldIsNoChangeOfTheAccountAndACommitIs() {
    floor.add("alice", 1_000);
    floor.quote("ABC", 300);
    floor.run(new Command(BUY, "alice", "ABC", 1_000, "", 1));
    assertThat(floor.lastEvents()).containsExactly(command(1, BUY, "alice", "ABC", 1_000));
    floor.run(new Command(CANCEL_BUY, "alice", "", 0, "", 2));
    assertThat(floor.lastEvents()).containsExactly(command(2, CANCEL_BUY, "alice", "", 0));
    floor.buy("alice", "ABC", 1_000);
    floor.run(new Command(COMMIT_BUY, "alice", "", 0, "", 4));
    assertThat(floor.lastEvents())
        .containsExactly(command(4, COMMIT_BUY, "alice", "", 0), cash(4, false, "alice", 900));
    floor.run(new Command(SELL, "alice", "ABC", 600, "", 5));
    assertThat(floor.lastEvents()).containsExactly(command(5, SELL, "alice", "ABC", 600));
    floor.run(new Command(COMMIT_SELL, "alice", "", 0, "", 6));
    assertThat(floor.lastEvents())
        .containsExactly(command(6, COMMIT_SELL, "alice", "", 0), cash(6, true, "alice", 600));
  }

  @Test
  void aReserveIsMoneyOutAndItsReturnMoneyIn() {
    floor.add("alice", 1_000);
    floor.run(new Command(SET_BUY_AMOUNT, "alice", "ABC", 400, "", 1));
    assertThat(floor.lastEvents())
        .containsExactly(
            command(1, SET_BUY_AMOUNT, "alice", "ABC", 400), cash(1, false, "alice", 400));
    floor.run(new Command(SET_BUY_AMOUNT, "alice", "ABC", 300, "", 2));
    assertThat(floor.lastEvents())
        .containsExactly(
            command(2, SET_BUY_AMOUNT, "alice", "ABC", 300),
            cash(2, true, "alice", 400),
            cash(2, false, "alice", 300));
    floor.run(new Command(SET_BUY_TRIGGER, "alice", "ABC", 7, "", 3));
    assertThat(floor.lastEvents()).containsExactly(command(3, SET_BUY_TRIGGER, "alice", "ABC", 7));
    floor.run(new Command(CANCEL_SET_BUY, "alice", "ABC", 0, "", 4));
    assertThat(floor.lastEvents())
        .containsExactly(
            command(4, CANCEL_SET_BUY, "alice", "ABC", 0), cash(4, true, "alice", 300));
  }

  @Test
  void aFiringCarriesTheTriggersNumberAndThenWhatReturnsFromTheReserve() {
    floor.add("alice", 1_000);
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 400);
    floor.run(new Command(SET_BUY_TRIGGER, "alice", "ABC", 150, "", 33));
    floor.quote("ABC", 150);
    assertThat(floor.lastEvents().subList(1, 3))
        .containsExactly(
            system(33, SET_BUY_TRIGGER, "alice", "ABC", 300), cash(33, true, "alice", 100));
  }

  @Test
  void aReserveSpentToTheLastCentReturnsNothing() {
    floor.add("alice", 1_000);
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 300);
    floor.run(new Command(SET_BUY_TRIGGER, "alice", "ABC", 150, "", 33));
    floor.quote("ABC", 150);
    assertThat(floor.lastEvents()).hasSize(2);
  }

  @Test
  void aSellTriggersProceedsAreMoneyIn() {
    floor.own("bob", "ABC", 10, 100);
    floor.run(SET_SELL_AMOUNT, "bob", "ABC", 1_000);
    floor.run(new Command(SET_SELL_TRIGGER, "bob", "ABC", 200, "", 8));
    floor.quote("ABC", 250);
    assertThat(floor.lastEvents().subList(1, 3))
        .containsExactly(
            system(8, SET_SELL_TRIGGER, "bob", "ABC", 1_250), cash(8, true, "bob", 1_250));
  }

  @Test
  void aTriggerThatFiresWhenArmedStandsBehindItsCommand() {
    floor.own("bob", "ABC", 10, 200);
    floor.run(SET_SELL_AMOUNT, "bob", "ABC", 1_000);
    floor.run(new Command(SET_SELL_TRIGGER, "bob", "ABC", 200, "", 8));
    assertThat(floor.lastEvents())
        .containsExactly(
            command(8, SET_SELL_TRIGGER, "bob", "ABC", 200),
            system(8, SET_SELL_TRIGGER, "bob", "ABC", 1_000),
            cash(8, true, "bob", 1_000));
  }

  @Test
  void withinAnEntryExpiriesStandFirstThenEachQuoteWithItsFiringsThenCommands() {
    floor.add("alice", 10_000);
    floor.quote("OLD", 100);
    floor.run(new Command(BUY, "alice", "OLD", 100, "", 1));
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 100);
    floor.run(new Command(SET_BUY_TRIGGER, "alice", "ABC", 50, "", 2));
    floor.run(SET_BUY_AMOUNT, "alice", "XYZ", 100);
    floor.run(new Command(SET_BUY_TRIGGER, "alice", "XYZ", 50, "", 3));
    floor.later(60_001);
    floor.apply(
        List.of(
            TradingFloor.quoteOf("XYZ", 50, floor.now()),
            TradingFloor.quoteOf("ABC", 50, floor.now())),
        List.of(request(new Command(ADD, "bob", "", 1, "", 4))));
    assertThat(floor.lastEvents())
        .containsExactly(
            system(1, BUY, "alice", "OLD", 100),
            quote(77, "XYZ", "asker"),
            system(3, SET_BUY_TRIGGER, "alice", "XYZ", 100),
            quote(77, "ABC", "asker"),
            system(2, SET_BUY_TRIGGER, "alice", "ABC", 100),
            command(4, ADD, "bob", "", 1),
            cash(4, true, "bob", 1));
  }

  @Test
  void aQuoteTakesTheNumberAndUserOfTheCommandThatNeededIt() {
    floor.add("alice", 1);
    Quote quote =
        new Quote(
            "ABC",
            50,
            "alice",
            5,
            2,
            floor.now(),
            floor.now() - 5,
            "key+ABC",
            "proxy1",
            "k1",
            new byte[0]);
    floor.apply(
        List.of(quote),
        List.of(
            request(new Command(ADD, "bob", "", 1, "", 0)),
            request(new Command(QUOTE, "alice", "ABC", 0, "", 0))));
    List<AuditEvent> events = floor.lastEvents();
    assertThat(events.get(0)).isEqualTo(quote(RUNNING + 1, "ABC", "alice"));
    assertThat(events.get(1)).isEqualTo(command(RUNNING + 2, ADD, "bob", "", 1));
    assertThat(events.get(3)).isEqualTo(command(RUNNING + 1, QUOTE, "alice", "ABC", 0));
    assertThat(floor.add("bob", 1).number()).isEqualTo(RUNNING + 3);
  }

  @Test
  void aQuoteOfNobodyTakesTheNextRunningNumber() {
    Quote quote =
        new Quote(
            "ABC",
            50,
            "asker",
            0,
            0,
            floor.now(),
            floor.now() - 5,
            "key+ABC",
            "proxy1",
            "k1",
            new byte[0]);
    floor.apply(List.of(quote), List.of());
    assertThat(floor.lastEvents()).containsExactly(quote(RUNNING, "ABC", "asker"));
    assertThat(floor.add("bob", 1).number()).isEqualTo(RUNNING + 1);
  }

  @Test
  void aClientsNumberIsKeptAndOthersRunFromTenToTheTwelfth() {
    assertThat(floor.run(new Command(ADD, "a", "", 1, "", 5)).number()).isEqualTo(5);
    assertThat(floor.add("a", 1).number()).isEqualTo(RUNNING);
    floor.restart();
    assertThat(floor.add("a", 1).number()).isEqualTo(RUNNING + 1);
  }

  @Test
  void dumpLogRecordsItsFileNameAndEveryonesBelongsToNoUser() {
    floor.run(new Command(DUMPLOG, "", "", 0, "all.xml", 3));
    AuditEvent expected =
        new AuditEvent.UserCommand(floor.now(), NODE, 3, DUMPLOG, "", "", "all.xml", 0);
    assertThat(floor.lastEvents()).containsExactly(expected);
    for (int dump = 1; dump < AuditIndex.STRETCH_ENTRIES; dump++) {
      floor.run(new Command(DUMPLOG, "", "", 0, "all.xml", 3));
    }
    assertThat(AuditIndex.indexedUpTo(floor.state)).isEqualTo(AuditIndex.STRETCH_ENTRIES);
    assertThat(floor.state.count(Table.AUDIT_INDEX)).isZero();
  }

  @Test
  void anEntryWithoutEventsHasNoBlock() {
    floor.pass(1_000);
    assertThat(floor.state.count(Table.AUDIT)).isZero();
  }

  @Test
  void aDamagedBlockIsNotGuessedAt() {
    floor.add("alice", 1);
    byte[] block = floor.state.get(Table.AUDIT, Keys.audit(1));
    byte[] cut = java.util.Arrays.copyOf(block, block.length - 1);
    assertThatThrownBy(() -> AuditBlocks.decode(cut)).isInstanceOf(IllegalStateException.class);
    byte[] longer = java.util.Arrays.copyOf(block, block.length + 1);
    assertThatThrownBy(() -> AuditBlocks.decode(longer)).isInstanceOf(IllegalStateException.class);
    byte[] foreign = block.clone();
    foreign[0] = 99;
    assertThatThrownBy(() -> AuditBlocks.decode(foreign)).hasMessageContaining("unknown format 99");
  }

  private AuditEvent command(
      long number, CommandKind kind, String user, String symbol, long cents) {
    return new AuditEvent.UserCommand(floor.now(), NODE, number, kind, user, symbol, "", cents);
  }

  private AuditEvent cash(long number, boolean add, String user, long cents) {
    return new AuditEvent.AccountTransaction(floor.now(), NODE, number, add, user, cents);
  }

  private AuditEvent system(long number, CommandKind kind, String user, String symbol, long cents) {
    return new AuditEvent.SystemEvent(floor.now(), NODE, number, kind, user, symbol, cents);
  }

  private AuditEvent quote(long number, String symbol, String user) {
    return new AuditEvent.QuoteServer(
        floor.now(), "proxy1", number, 50, symbol, user, floor.now() - 5, "key+" + symbol);
  }

  private static Operation request(Command command) {
    return new Operation.RequestCommand("", "", command);
  }
}
