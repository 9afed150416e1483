package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.add;
import static io.rialto.node.ingress.TestNode.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rialto.node.machine.Result;
import io.rialto.node.machine.TradingMachine.ArmedSymbol;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteAsk;
import io.rialto.node.quotes.QuoteUnavailableException;
import io.rialto.node.raft.LocalMachine;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.ResultCode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which prices are asked for, and when. */
@Tag("P8")
class EntryAssemblyTest {
  private static final long FETCHED_MILLIS = 1_000_000_000_000L;
  private static final int SYMBOLS = 600;

  private final List<QuoteAsk> asked = new ArrayList<>();
  private final List<CompletableFuture<SignedQuote>> fetches = new ArrayList<>();
  private final List<String> hurried = new ArrayList<>();
  private final List<Waiting> sentBack = new ArrayList<>();

  @Test
  void aNewLeaderStartsFromTheQuotesThatTheStateHolds() {
    List<LogEntry> written;
    try (TestNode former = new TestNode()) {
      assertThat(former.execute(add("alice", 1_00)).getCode()).isEqualTo(ResultCode.OK);
      assertThat(former.execute(quote("alice", "ABC")).getCode()).isEqualTo(ResultCode.OK);
      assertThat(former.proxy.requestsFor("ABC")).isEqualTo(1);
      written = former.machine.log();
    }
    try (TestNode restarted =
        new TestNode("n1", new ConcurrentHashMap<>(), InstantSource.system(), written)) {
      assertThat(restarted.execute(quote("alice", "ABC")).getCode()).isEqualTo(ResultCode.OK);
      assertThat(restarted.proxy.requestsFor("ABC")).as("it is known and valid").isZero();
      assertThat(restarted.execute(quote("alice", "XYZ")).getCode()).isEqualTo(ResultCode.OK);
      assertThat(restarted.proxy.requestsFor("XYZ")).as("it is not known").isEqualTo(1);
    }
  }

  @Test
  void quotesThatRunOutTogetherAreAskedForEachAtAMomentOfItsOwn() {
    List<ArmedSymbol> armed = new ArrayList<>();
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      armed.add(new ArmedSymbol(name(symbol), "alice", symbol + 1));
    }
    Map<String, Long> times =
        armed.stream().collect(Collectors.toMap(ArmedSymbol::symbol, symbol -> FETCHED_MILLIS));
    try (LocalMachine machine = new LocalMachine("n1")) {
      EntryAssembly assembly = new EntryAssembly(machine, new Around());
      assembly.know(times);
      long runOut = FETCHED_MILLIS + Limits.QUOTE_AGE_MILLIS_MAX;
      assembly.refresh(armed, runOut);
      assertThat(asked).as("all are valid still").isEmpty();

      long looks = Limits.TRIGGER_REFRESH_SPREAD_MILLIS / Limits.TRIGGER_REFRESH_MILLIS;
      for (int look = 1; look <= looks; look++) {
        int before = asked.size();
        assembly.refresh(armed, runOut + (long) look * Limits.TRIGGER_REFRESH_MILLIS);
        assertThat(asked.size() - before)
            .as("in look " + look)
            .isBetween(1, (int) (2 * SYMBOLS / looks));
      }
    }
    assertThat(hurried).isEmpty();
    assertThat(asked).hasSize(SYMBOLS).allMatch(QuoteAsk::forTrigger);
    assertThat(new HashSet<>(asked.stream().map(QuoteAsk::symbol).toList())).hasSize(SYMBOLS);
  }

  @Test
  void aCommandThatWantsWhatWasAskedForATriggerBringsItForward() {
    try (TestNode node = new TestNode()) {
      assertThat(node.execute(add("alice", 1_00)).getCode()).isEqualTo(ResultCode.OK);
      EntryAssembly assembly = new EntryAssembly(node.machine, new Around());
      assembly.refresh(List.of(new ArmedSymbol("ABC", "bob", 1)), FETCHED_MILLIS);
      assertThat(asked).hasSize(1);
      assertThat(hurried).isEmpty();

      assembly.add(waiting(quote("alice", "ABC")));
      assembly.fill(new EntryBuilder("n1", FETCHED_MILLIS), 1, FETCHED_MILLIS);
      assertThat(hurried).containsExactly("ABC");

      assembly.add(waiting(quote("alice", "ABC")));
      assembly.fill(new EntryBuilder("n1", FETCHED_MILLIS), 2, FETCHED_MILLIS);
      assertThat(hurried).as("it is forward already").hasSize(1);
      assertThat(asked).as("one request serves all").hasSize(1);
    }
  }

  @Test
  void whoJoinsARequestAndIsWorthNoPriceGoesIntoTheLogWithoutOneIfThereIsNone() {
    try (TestNode node = new TestNode()) {
      assertThat(node.execute(add("alice", 1_00)).getCode()).isEqualTo(ResultCode.OK);
      EntryAssembly assembly = new EntryAssembly(node.machine, new Around());
      Waiting asking = waiting(quote("alice", "ABC"));
      Waiting joining = waiting(quote("nobody", "ABC"));
      assembly.add(asking);
      assembly.add(joining);
      EntryBuilder first = new EntryBuilder("n1", FETCHED_MILLIS);
      assembly.fill(first, 1, FETCHED_MILLIS);
      assertThat(asked).as("one request serves both").hasSize(1);
      assertThat(first.operations()).isEmpty();

      fetches
          .get(0)
          .completeExceptionally(
              new QuoteUnavailableException(
                  "the source is silent", QuoteUnavailableException.Reason.NOBODY_TO_ASK));
      EntryBuilder second = new EntryBuilder("n1", FETCHED_MILLIS);
      assembly.fill(second, 2, FETCHED_MILLIS);
      assertThat(sentBack).containsExactly(asking);
      assertThat(second.operations()).containsExactly(joining);
    }
  }

  @Test
  void usersTakeTurnsForAnEntryAndStandTogetherInIt() {
    try (TestNode node = new TestNode()) {
      EntryAssembly assembly = new EntryAssembly(node.machine, new Around());
      for (int cents = 1; cents <= Limits.ENTRY_OPERATIONS_MAX; cents++) {
        assembly.add(waiting(add("greedy", cents)));
      }
      assembly.add(waiting(add("alice", 1)));
      assembly.add(waiting(add("bob", 1)));
      assembly.add(waiting(add("alice", 2)));
      EntryBuilder entry = new EntryBuilder("n1", FETCHED_MILLIS);
      assembly.fill(entry, 1, FETCHED_MILLIS);

      List<Command> commands = entry.operations().stream().map(Waiting::command).toList();
      List<Command> modest = new ArrayList<>();
      List<Command> greedy = new ArrayList<>();
      commands.forEach(
          command -> (command.getUser().equals("greedy") ? greedy : modest).add(command));
      assertThat(modest).containsExactly(add("alice", 1), add("alice", 2), add("bob", 1));
      assertThat(greedy)
          .hasSize(Limits.ENTRY_OPERATIONS_MAX - 3)
          .first()
          .isEqualTo(add("greedy", 1));
      assertThat(greedy).isSortedAccordingTo(Comparator.comparingLong(Command::getAmountCents));
      assertThat(commands).containsSequence(greedy).containsSequence(modest);
      assertThat(
              entry.build().getOperationsList().stream()
                  .map(operation -> operation.getRequestCommand().getCommand()))
          .as("what is logged stands in the order of the results")
          .isEqualTo(commands);
    }
  }

  @Test
  void aQuoteNamesThePlaceOfTheCommandThatItWasFetchedFor() {
    try (TestNode node = new TestNode()) {
      assertThat(node.execute(add("alice", 1_00)).getCode()).isEqualTo(ResultCode.OK);
      assertThat(node.execute(add("bob", 1_00)).getCode()).isEqualTo(ResultCode.OK);
      EntryAssembly assembly = new EntryAssembly(node.machine, new Around());
      Waiting first = waiting(quote("alice", "ABC"));
      Waiting second = waiting(quote("bob", "XYZ"));
      assembly.add(first);
      assembly.add(second);
      assembly.add(waiting(add("bob", 1)));
      assembly.fill(new EntryBuilder("n1", FETCHED_MILLIS), 1, FETCHED_MILLIS);
      assertThat(asked).extracting(QuoteAsk::symbol).containsExactly("ABC", "XYZ");
      fetches.get(0).complete(price("ABC", "alice"));
      fetches.get(1).complete(price("XYZ", "bob"));

      EntryBuilder entry = new EntryBuilder("n1", FETCHED_MILLIS);
      assembly.fill(entry, 2, FETCHED_MILLIS);
      LogEntry logged = entry.build();
      assertThat(entry.operations()).element(2).isSameAs(first);
      assertThat(logged.getQuotesList())
          .extracting(LoggedQuote::getSymbol, LoggedQuote::getForOperation)
          .containsExactlyInAnyOrder(tuple("XYZ", 1), tuple("ABC", 3));
      assertThat(logged.getOperations(2).getRequestCommand().getCommand())
          .isEqualTo(quote("alice", "ABC"));
    }
  }

  private static SignedQuote price(String symbol, String user) {
    return SignedQuote.newBuilder()
        .setSymbol(symbol)
        .setUser(user)
        .setPriceCents(1)
        .setTimeMillis(FETCHED_MILLIS)
        .build();
  }

  /** Nobody is told what became of it. */
  private static Waiting waiting(Command command) {
    return Operations.requestCommand(
        ExecuteRequest.newBuilder().setCommand(command).build(),
        new ReplyTo() {
          @Override
          public void settled(Result result) {}

          @Override
          public void refused(Refusal refusal) {}
        });
  }

  /** A to Z, then two and three letters. */
  private static String name(int number) {
    String last = String.valueOf((char) ('A' + number % 26));
    return number < 26 ? last : name(number / 26 - 1) + last;
  }

  private final class Around implements EntryAssembly.Surroundings {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void post(Runnable task) {
      task.run();
    }

    @Override
    public CompletableFuture<SignedQuote> fetch(QuoteAsk ask) {
      asked.add(ask);
      fetches.add(new CompletableFuture<>());
      return fetches.get(fetches.size() - 1);
    }

    @Override
    public void hurry(String symbol) {
      hurried.add(symbol);
    }

    @Override
    public long termLed() {
      return 1;
    }

    @Override
    public void sendBack(List<Waiting> operations, Refusal first, Refusal behind) {
      sentBack.addAll(operations);
    }
  }
}
