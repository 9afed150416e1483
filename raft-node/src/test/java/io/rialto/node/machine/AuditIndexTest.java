package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.COMMIT_BUY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which entries have events of which user, whatever rows say so. */
class AuditIndexTest {
  private final TradingFloor floor = new TradingFloor();

  @Test
  void entriesAreFoundByEachUserThatTheyMention() {
    floor.add("alice", 1);
    floor.apply(
        List.of(TradingFloor.quoteOf("ABC", 1, floor.now())),
        List.of(outsideSessions(new Command(COMMIT_BUY, "nobody", "", 0, "", 1))));
    assertThat(entriesOf("alice")).containsExactly(1L);
    assertThat(entriesOf("asker")).containsExactly(2L);
    assertThat(entriesOf("nobody")).containsExactly(2L);
    assertThat(entriesOf("bob")).isEmpty();
  }

  @Test
  void entriesAreFoundByUserOverManyStretchesAndARestartWithinOne() {
    int rounds = 3 * AuditIndex.STRETCH_ENTRIES + 5;
    List<Long> alice = new ArrayList<>();
    List<Long> bob = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      floor.add("alice", 1);
      alice.add(floor.index());
      if (round % 7 == 0) {
        floor.add("bob", 1);
        bob.add(floor.index());
      }
      if (round % 100 == 50) {
        floor.restart();
      }
      if (round % 100 == 99) {
        // Nothing that anybody's audit log would show.
        floor.pass(1);
      }
    }
    assertThat(floor.state.count(Table.AUDIT_INDEX)).isEqualTo(2 * 3);
    assertThat(entriesOf("alice")).isEqualTo(alice);
    assertThat(entriesOf("bob")).isEqualTo(bob);
  }

  @Test
  void aUsersEntriesEndAtTheLogIndexThatIsAskedFor() {
    addInEach(2 * AuditIndex.STRETCH_ENTRIES, List.of("alice"));
    for (int upTo : List.of(0, 1, 255, 256, 257, 300, 511, 512)) {
      List<AuditEvent> events = new ArrayList<>();
      AuditReader.ofUser(floor.state, "alice", upTo, events::addAll);
      List<AuditEvent> all = new ArrayList<>();
      AuditReader.everyone(floor.state, upTo, all::addAll);
      assertThat(events).isEqualTo(all).hasSize(2 * upTo);
    }
  }

  @Test
  void nothingComesAfterAVisitorThatHasSeenEnough() {
    addInEach(AuditIndex.STRETCH_ENTRIES + 10, List.of("alice"));
    for (int enough : List.of(1, 100, AuditIndex.STRETCH_ENTRIES, AuditIndex.STRETCH_ENTRIES + 1)) {
      List<List<AuditEvent>> seen = new ArrayList<>();
      AuditReader.ofUser(
          floor.state,
          "alice",
          Long.MAX_VALUE - 1,
          events -> {
            seen.add(events);
            return seen.size() < enough;
          });
      assertThat(seen).hasSize(enough);
    }
  }

  @Test
  void usersWithTheSameHashAreToldApart() {
    assertThat("Aa").hasSameHashCodeAs("BB").hasSameHashCodeAs("C#");
    floor.add("Aa", 1);
    floor.add("BB", 1);
    addInEach(1, List.of("Aa", "BB", "other"));
    addInEach(AuditIndex.STRETCH_ENTRIES, List.of("other"));

    assertThat(entriesOf("Aa")).containsExactly(1L, 3L);
    assertThat(entriesOf("BB")).containsExactly(2L, 3L);
    assertThat(entriesOf("C#")).isEmpty();
  }

  @Test
  void aStretchIsWrittenAsFewRowsHoweverManyItsUsersAre() {
    List<String> users = IntStream.range(0, 3_000).mapToObj(user -> "user" + user).toList();
    addInEach(AuditIndex.STRETCH_PAIRS / users.size() + 1, users);

    assertThat(floor.state.count(Table.AUDIT_INDEX)).isBetween(900, 1_024);
    for (String user : List.of("user0", "user1234", "user2999")) {
      assertThat(entriesOf(user)).isEqualTo(upTo(floor.index()));
    }
  }

  /** One entry may have more than a stretch holds. */
  @Test
  void anEntryOfMoreUsersThanAStretchHasPairsIsAStretch() {
    List<String> users =
        IntStream.range(0, AuditIndex.STRETCH_PAIRS + 100).mapToObj(user -> "user" + user).toList();
    addInEach(1, List.of("alice"));
    addInEach(1, users);

    assertThat(AuditIndex.indexedUpTo(floor.state)).isEqualTo(2);
    assertThat(entriesOf("alice")).containsExactly(1L);
    assertThat(entriesOf("user0")).containsExactly(2L);
    assertThat(entriesOf(users.get(users.size() - 1))).containsExactly(2L);
  }

  @Test
  void whatEarlierFormsHaveIndexedIsStillFound() {
    int stretch = AuditIndex.STRETCH_ENTRIES;
    addInEach(stretch + 10, List.of("alice", "bob"));
    asTheThirdFormHadIt(List.of("alice", "bob"));

    assertThat(RowsUpgrade.run(floor.state, floor.state::write)).isTrue();
    floor.restart();
    addInEach(stretch, List.of("alice"));

    assertThat(floor.state.count(Table.AUDIT_INDEX)).isPositive();
    assertThat(entriesOf("alice")).isEqualTo(upTo(2 * stretch + 10));
    assertThat(entriesOf("bob")).isEqualTo(upTo(stretch + 10));
    for (int last : List.of(1, 100, stretch, stretch + 5, 2 * stretch)) {
      assertThat(entriesOf("alice", last)).isEqualTo(upTo(last));
    }
  }

  /**
   * A row of the index for each user of the first stretch; of its first entry one as the first form
   * had it, which had a row for each entry.
   */
  private void asTheThirdFormHadIt(List<String> users) {
    List<Rows.Row> rows = new ArrayList<>();
    floor.state.scan(
        Table.AUDIT_INDEX,
        new byte[0],
        null,
        (key, value) -> rows.add(new Rows.Row(Table.AUDIT_INDEX, key, null)));
    for (String user : users) {
      RowEncoder ofOthers = new RowEncoder().number(2);
      IntStream.range(2, AuditIndex.STRETCH_ENTRIES).forEach(each -> ofOthers.number(1));
      rows.add(new Rows.Row(Table.AUDIT_BY_USER, byUser(user, 1), new byte[0]));
      rows.add(
          new Rows.Row(
              Table.AUDIT_BY_USER, byUser(user, AuditIndex.STRETCH_ENTRIES), ofOthers.toBytes()));
    }
    byte[] form = new RowEncoder().number(RowsUpgrade.THIRD_FORM).toBytes();
    rows.add(new Rows.Row(Table.META, Keys.FORMAT, form));
    floor.state.write(new RowChanges(rows));
  }

  private static byte[] byUser(String user, long index) {
    return new RowEncoder().rawText(user).byte1(0).fixed8(index).toBytes();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private void addInEach(int entries, List<String> users) {
    for (int entry = 0; entry < entries; entry++) {
      floor.apply(
          List.of(),
          users.stream()
              .map(user -> outsideSessions(new Command(CommandKind.ADD, user, "", 1, "", 0)))
              .toList());
    }
  }

  private static Operation outsideSessions(Command command) {
    return new Operation.RequestCommand("", "", command);
  }

  private List<Long> entriesOf(String user) {
    return entriesOf(user, Long.MAX_VALUE - 1);
  }

  /** The log indexes of the entries that the index finds; each must be about the user. */
  private List<Long> entriesOf(String user, long upToIndex) {
    Map<List<AuditEvent>, Long> indexes = new HashMap<>();
    floor.state.scan(
        Table.AUDIT,
        new byte[0],
        null,
        (key, block) -> {
          indexes.put(AuditBlocks.decode(block), new RowDecoder(key).fixed8());
          return true;
        });
    List<Long> entries = new ArrayList<>();
    AuditReader.ofUser(
        floor.state,
        user,
        upToIndex,
        events -> {
          assertThat(events).anyMatch(event -> event.user().equals(user));
          return entries.add(indexes.get(events));
        });
    return entries;
  }
}
