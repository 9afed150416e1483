package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.SET_BUY_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_BUY_TRIGGER;
import static io.rialto.node.machine.CommandKind.SET_SELL_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which quotes count, from when, and the order in which they fire triggers (SPEC, "Price"). */
class QuotesAndFiringOrderTest {
  private final TradingFloor floor = new TradingFloor();

  @Test
  void aQuoteOfTheFutureCountsFromTheLogTimeOfItsEntry() {
    floor.add("alice", 1_000);
    Quote ahead = TradingFloor.quoteOf("ABC", 100, floor.now() + 5_000);
    EntryResult result = floor.apply(List.of(ahead), List.of());
    assertThat(result.acceptedQuotes())
        .containsExactly(new EntryResult.AcceptedQuote("ABC", 100, floor.now()));
    floor.later(60_001);
    assertThat(floor.buy("alice", "ABC", 100).outcome()).isEqualTo(Outcome.NO_VALID_QUOTE);
  }

  @Test
  void aQuoteThatIsNotNewerThanTheOneHeldIsIgnored() {
    floor.add("alice", 1_000);
    floor.quote("ABC", 100);
    Quote sameTime = TradingFloor.quoteOf("ABC", 200, floor.now());
    Quote older = TradingFloor.quoteOf("ABC", 300, floor.now() - 1);
    EntryResult result = floor.apply(List.of(sameTime, older), List.of());
    assertThat(result.acceptedQuotes()).isEmpty();
    assertThat(floor.lastEvents()).isEmpty();
    assertThat(floor.buy("alice", "ABC", 1_000).priceCents()).isEqualTo(100);
  }

  @Test
  void aQuoteThatIsSixtySecondsOldIsTakenAndOneMillisecondMoreIsIgnored() {
    floor.pass(0);
    Quote over = TradingFloor.quoteOf("ABC", 100, floor.now() - 60_001);
    assertThat(floor.apply(List.of(over), List.of()).acceptedQuotes()).isEmpty();
    Quote valid = TradingFloor.quoteOf("ABC", 100, floor.now() - 60_000);
    assertThat(floor.apply(List.of(valid), List.of()).acceptedQuotes()).hasSize(1);
  }

  @Test
  void anIgnoredQuoteFiresNothing() {
    floor.add("alice", 1_000);
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 500);
    floor.run(SET_BUY_TRIGGER, "alice", "ABC", 100);
    floor.apply(List.of(TradingFloor.quoteOf("ABC", 50, floor.now() - 60_001)), List.of());
    assertThat(floor.summary("alice").buyTriggers()).hasSize(1);
  }

  @Test
  void aQuoteServesTheCommandsOfItsOwnEntryAndOfAllUsers() {
    floor.add("alice", 100);
    floor.add("bob", 100);
    Quote quote = TradingFloor.quoteOf("ABC", 100, floor.now());
    EntryResult result =
        floor.apply(
            List.of(quote),
            List.of(request(CommandKind.BUY, "alice", 100), request(CommandKind.BUY, "bob", 100)));
    assertThat(result.results())
        .extracting(one -> one.reply().outcome())
        .containsExactly(Outcome.OK, Outcome.OK);
  }

  @Test
  void buysFireHighestTriggerFirstThenSellsLowestFirstAndTiesByArming() {
    seller("s1", 30);
    seller("s2", 20);
    seller("s3", 20);
    floor.later(60_001);
    buyer("b1", 50);
    buyer("b2", 60);
    buyer("b3", 60);
    buyer("b4", 39);
    floor.run(SET_BUY_TRIGGER, "b2", "ABC", 60);

    floor.quote("ABC", 40);

    assertThat(floor.lastEvents())
        .filteredOn(AuditEvent.SystemEvent.class::isInstance)
        .extracting(AuditEvent::user)
        .containsExactly("b3", "b2", "b1", "s2", "s3", "s1");
    assertThat(floor.machine().armedSymbols())
        .extracting(TradingMachine.ArmedSymbol::user)
        .containsExactly("b4");
  }

  @Test
  void tiesWithinAnEntryGoByPlace() {
    floor.add("alice", 1_000);
    floor.add("bob", 1_000);
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 500);
    floor.run(SET_BUY_AMOUNT, "bob", "ABC", 500);
    floor.apply(
        List.of(),
        List.of(request(SET_BUY_TRIGGER, "bob", 60), request(SET_BUY_TRIGGER, "alice", 60)));
    floor.quote("ABC", 40);
    assertThat(floor.lastEvents())
        .filteredOn(AuditEvent.SystemEvent.class::isInstance)
        .extracting(AuditEvent::user)
        .containsExactly("bob", "alice");
  }

  @Test
  void armedSymbolsAreSortedEachWithItsFirstTriggerInFiringOrder() {
    floor.add("alice", 10_000);
    floor.add("bob", 10_000);
    for (String symbol : List.of("XYZ", "ABC")) {
      floor.run(SET_BUY_AMOUNT, "alice", symbol, 500);
      floor.run(SET_BUY_AMOUNT, "bob", symbol, 500);
    }
    floor.run(new Command(SET_BUY_TRIGGER, "alice", "XYZ", 10, "", 1));
    floor.run(new Command(SET_BUY_TRIGGER, "bob", "XYZ", 11, "", 2));
    floor.run(new Command(SET_BUY_TRIGGER, "alice", "ABC", 10, "", 3));
    floor.run(new Command(SET_BUY_TRIGGER, "bob", "ABC", 10, "", 4));
    assertThat(floor.machine().armedSymbols())
        .containsExactly(
            new TradingMachine.ArmedSymbol("ABC", "alice", 3),
            new TradingMachine.ArmedSymbol("XYZ", "bob", 2));
  }

  @Test
  void aQuoteForAPlaceWithoutACommandHaltsTheMachine() {
    Quote quote =
        new Quote("ABC", 1, "u", 0, 2, floor.now(), floor.now(), "k", "p", "k1", new byte[0]);
    assertThatThrownBy(() -> floor.apply(List.of(quote), List.of(new Operation.OpenSession())))
        .isInstanceOf(IllegalStateException.class);
  }

  private void buyer(String user, long triggerCents) {
    floor.add(user, 500);
    floor.run(SET_BUY_AMOUNT, user, "ABC", 500);
    floor.run(SET_BUY_TRIGGER, user, "ABC", triggerCents);
  }

  private void seller(String user, long triggerCents) {
    floor.own(user, "ABC", 10, 10);
    floor.run(SET_SELL_AMOUNT, user, "ABC", 60);
    floor.run(SET_SELL_TRIGGER, user, "ABC", triggerCents);
  }

  private static Operation request(CommandKind kind, String user, long cents) {
    return new Operation.RequestCommand("", "", new Command(kind, user, "ABC", cents, "", 0));
  }
}
