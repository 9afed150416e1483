package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.ADD;
import static io.rialto.node.machine.CommandKind.DISPLAY_SUMMARY;
import static io.rialto.node.machine.CommandKind.QUOTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SPEC's rows ADD and QUOTE, who a user is, and who may act for whom. */
class AddAndQuoteTest {
  private static final long MOST_PER_COMMAND = 1_000_000_000_000L;

  private final TradingFloor floor = new TradingFloor();

  @Test
  void addCreatesTheUserOnFirstUse() {
    assertThat(floor.summary("alice")).isNull();
    assertThat(AccountReader.availableCents(floor.state, "alice", 0)).isEqualTo(-1);

    Reply reply = floor.add("alice", 1);

    assertThat(reply.outcome()).isEqualTo(Outcome.OK);
    assertThat(reply.amountCents()).isEqualTo(1);
    assertThat(floor.cash("alice")).isEqualTo(1);
    assertThat(AccountReader.availableCents(floor.state, "alice", 0)).isEqualTo(1);
  }

  @Test
  void addAddsToWhatIsThere() {
    floor.add("alice", 10_000);
    floor.add("alice", 2_345);
    assertThat(floor.cash("alice")).isEqualTo(12_345);
  }

  @Test
  void theCaseOfAUserIdMatters() {
    floor.add("alice", 1);
    floor.add("Alice", 2);
    assertThat(floor.cash("alice")).isEqualTo(1);
    assertThat(floor.cash("Alice")).isEqualTo(2);
  }

  @Test
  void usersAreVisitedInByteOrderUntilTheVisitorHasEnough() {
    List.of("bob", "alice", "Zoe", "al").forEach(user -> floor.add(user, 1));
    List<String> users = new java.util.ArrayList<>();
    AccountReader.users(floor.state, users::add);
    assertThat(users).containsExactly("Zoe", "al", "alice", "bob");

    List<String> first = new java.util.ArrayList<>();
    AccountReader.users(floor.state, user -> first.add(user) && first.size() < 2);
    assertThat(first).containsExactly("Zoe", "al");
  }

  @Test
  void aBalanceMayReachItsCapAndNotPassIt() {
    long cap = MachineLimits.BALANCE_MAX_CENTS;
    long rest = 7;
    floor.add("alice", 1);
    floor.fillUp("alice", cap - rest);

    Reply tooMuch = floor.add("alice", rest + 1);
    assertThat(tooMuch.outcome()).isEqualTo(Outcome.BALANCE_LIMIT);
    assertThat(tooMuch.message()).startsWith("BALANCE_LIMIT: ").contains("90071992547409.92");
    assertThat(floor.add("alice", rest).outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.cash("alice")).isEqualTo(cap);
    assertThat(floor.add("alice", 1).outcome()).isEqualTo(Outcome.BALANCE_LIMIT);
  }

  @Test
  void theReserveCountsTowardsTheCap() {
    long cap = MachineLimits.BALANCE_MAX_CENTS;
    floor.add("alice", MOST_PER_COMMAND);
    floor.run(CommandKind.SET_BUY_AMOUNT, "alice", "ABC", MOST_PER_COMMAND);
    long rest = 7;
    floor.fillUp("alice", cap - MOST_PER_COMMAND - rest);
    assertThat(floor.add("alice", rest + 1).outcome()).isEqualTo(Outcome.BALANCE_LIMIT);
    assertThat(floor.add("alice", rest).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void quoteAnswersPriceTimeAndCryptokey() {
    floor.add("alice", 1);
    floor.quote("ABC", 1_234);
    long quoted = floor.now();
    floor.later(60_000);

    Reply reply = floor.run(QUOTE, "alice", "ABC", 0);

    assertThat(reply.outcome()).isEqualTo(Outcome.OK);
    assertThat(reply.priceCents()).isEqualTo(1_234);
    assertThat(reply.quoteTimeMillis()).isEqualTo(quoted);
    assertThat(reply.cryptokey()).isEqualTo("key+ABC");
  }

  @Test
  void aQuoteIsOverAfterSixtySecondsAndOneMillisecond() {
    floor.add("alice", 1);
    floor.quote("ABC", 1_234);
    floor.later(60_001);
    Reply reply = floor.run(QUOTE, "alice", "ABC", 0);
    assertThat(reply.outcome()).isEqualTo(Outcome.NO_VALID_QUOTE);
    assertThat(reply.message())
        .isEqualTo("NO_VALID_QUOTE: the quote for ABC is 60001 ms old, valid are 60000");
  }

  @Test
  void aSymbolWithoutAnyQuoteHasNoValidOne() {
    floor.add("alice", 1);
    Reply reply = floor.run(QUOTE, "alice", "ABC", 0);
    assertThat(reply.outcome()).isEqualTo(Outcome.NO_VALID_QUOTE);
    assertThat(reply.message()).isEqualTo("NO_VALID_QUOTE: there is no quote for ABC");
  }

  @ParameterizedTest
  @EnumSource(value = CommandKind.class, names = "ADD", mode = EnumSource.Mode.EXCLUDE)
  void everyCommandButAddNeedsAUserWhoExists(CommandKind kind) {
    floor.quote("ABC", 100);
    Reply reply = floor.run(kind, "nobody", "ABC", 100);
    assertThat(reply.outcome()).isEqualTo(Outcome.UNKNOWN_USER);
    assertThat(reply.message()).contains("nobody");
    assertThat(floor.summary("nobody")).isNull();
  }

  @ParameterizedTest
  @EnumSource(CommandKind.class)
  void nobodyActsForSomebodyElse(CommandKind kind) {
    floor.add("alice", 100_000);
    floor.quote("ABC", 100);
    Reply reply = floor.runAs("mallory", new Command(kind, "alice", "ABC", 100, "", 0));
    assertThat(reply.outcome()).isEqualTo(Outcome.PERMISSION_DENIED);
    assertThat(floor.cash("alice")).isEqualTo(100_000);
    assertThat(floor.available("alice")).isEqualTo(100_000);
  }

  @Test
  void aUserActsForThemselves() {
    Command add = new Command(ADD, "alice", "", 5, "", 0);
    assertThat(floor.runAs("alice", add).outcome()).isEqualTo(Outcome.OK);
    Command summary = new Command(DISPLAY_SUMMARY, "alice", "", 0, "", 0);
    assertThat(floor.runAs("alice", summary).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void everyonesLogIsForAdministratorsAndOnesOwnForEachUser() {
    floor.add("alice", 1);
    Command everyone = new Command(CommandKind.DUMPLOG, "", "", 0, "all.xml", 0);
    Command own = new Command(CommandKind.DUMPLOG, "alice", "", 0, "mine.xml", 0);

    assertThat(floor.runAs("", everyone).outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.runAs("alice", everyone).outcome()).isEqualTo(Outcome.PERMISSION_DENIED);
    assertThat(floor.runAs("alice", own).outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.runAs("", own).outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.runAs("mallory", own).outcome()).isEqualTo(Outcome.PERMISSION_DENIED);
  }

  @Test
  void aRejectionChangesNothingButTheAuditLogAndTheLatestTransactions() {
    floor.add("alice", 100);
    Summary before = floor.summary("alice");
    floor.run(CommandKind.SET_BUY_AMOUNT, "alice", "ABC", 101);
    Summary after = floor.summary("alice");
    assertThat(after).usingRecursiveComparison().ignoringFields("transactions").isEqualTo(before);
    assertThat(after.transactions()).hasSize(2);
  }
}
