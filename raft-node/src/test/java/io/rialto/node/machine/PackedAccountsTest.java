package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken is what was put last, whatever has moved meanwhile. */
class PackedAccountsTest {
  private static final int CHUNK = PackedAccounts.CHUNK_BYTES;

  private final InMemoryState rows = new InMemoryState();

  @Test
  void anAccountComesBackOnceWithAllThatWasReadOfIt() {
    PackedAccounts packed = new PackedAccounts(CHUNK);
    Account alice = account("alice", 1_000_00);
    PendingOrder first = order(Side.BUY, 1, "ABC");
    PendingOrder second = order(Side.BUY, 2, "S");
    alice.hold(first);
    alice.hold(second);
    for (int index = 3; index < 6; index++) {
      alice.hold(order(Side.BUY, index, "Z"));
      alice.commit(alice.newest(Side.BUY));
    }
    alice.hold(order(Side.SELL, 6, "Z"));
    alice.hold(order(Side.SELL, 7, "Z"));
    StandingOrder amount = StandingOrder.unarmed(Side.BUY, "S", 5_00);
    StandingOrder trigger = new StandingOrder(Side.SELL, "Z", 9_00, 3_00, 1, 1L << 40, 77, 3);
    alice.place(amount);
    alice.place(trigger);
    for (int number = 1; number < LatestTransactions.CHUNK; number++) {
      alice.record(line(number));
    }
    Summary before = AccountReader.summary(alice.copy());
    packed.put(alice);

    // There are no rows: all of it comes from what was packed.
    Account back = packed.take(user("alice"));
    assertThat(AccountReader.summary(back)).isEqualTo(before);
    assertThat(back.newest(Side.BUY)).isEqualTo(second);
    assertThat(back.oldest(Side.BUY)).isEqualTo(first);
    assertThat(back.pending(Side.SELL))
        .containsExactly(order(Side.SELL, 7, "Z"), order(Side.SELL, 6, "Z"));
    assertThat(back.standing(Side.BUY)).containsExactly(amount);
    assertThat(back.standing(Side.SELL)).containsExactly(trigger);
    assertThat(packed.take(user("alice"))).as("taken").isNull();
    assertThat(packed.take(user("bob"))).as("never put").isNull();
  }

  @Test
  void usersWithTheSameHashAreToldApart() {
    assertThat("user-Aa".hashCode()).isEqualTo("user-BB".hashCode());
    PackedAccounts packed = new PackedAccounts(CHUNK);
    packed.put(account("user-Aa", 1));
    packed.put(account("user-BB", 2));
    packed.put(account("user-C#", 3));
    assertThat(packed.take(user("user-BB")).cashCents()).isEqualTo(2);
    assertThat(packed.take(user("user-Aa")).cashCents()).isEqualTo(1);
    assertThat(packed.take(user("user-C#")).cashCents()).isEqualTo(3);
  }

  @Test
  void withoutRoomNothingIsKept() {
    PackedAccounts packed = new PackedAccounts(CHUNK - 1);
    packed.put(account("alice", 1));
    assertThat(packed.take(user("alice"))).isNull();
  }

  @Test
  void thoseThatHaveBeenThereForLongestAreGivenUpWhenAllAreWanted() {
    PackedAccounts packed = new PackedAccounts(2 * CHUNK);
    int count = 100_000;
    for (int number = 0; number < count; number++) {
      packed.put(account("user-" + number, number));
    }
    int kept = 0;
    for (int number = count - 1; number >= 0; number--) {
      Account account = packed.take(user("user-" + number));
      if (account == null) {
        break;
      }
      assertThat(account.cashCents()).isEqualTo(number);
      kept++;
    }
    assertThat(kept).as("of two chunks, one at least").isBetween(CHUNK / 100, count / 2);
    for (int number = 0; number < count - kept; number++) {
      assertThat(packed.take(user("user-" + number))).isNull();
    }
  }

  @Test
  void anAccountThatIsTooLargeIsNotKeptAndTheNextIs() {
    PackedAccounts packed = new PackedAccounts(CHUNK);
    Account large = account("large", 1_000_000_00);
    for (int index = 1; index < PackedAccounts.ACCOUNT_BYTES_MAX / 10; index++) {
      large.hold(order(Side.BUY, index, "ABC"));
    }
    packed.put(large);
    packed.put(account("small", 7));
    assertThat(packed.take(user("large"))).isNull();
    assertThat(packed.take(user("small")).cashCents()).isEqualTo(7);
  }

  /**
   * Not all are wanted, and memory is used again many times over: none of them may be lost.
   *
   * @param count of users, fewer than there are chains, or twice as many
   */
  @ParameterizedTest
  @CsvSource({"2, 3000", "1, 16000"})
  void whatIsWantedStaysWhileMemoryIsUsedAgain(int chunks, int count) {
    PackedAccounts packed = new PackedAccounts((long) chunks * CHUNK);
    Map<String, Long> present = new HashMap<>();
    List<String> users = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      users.add("user-" + number);
    }
    long seed = RandomLog.seed();
    Random random = new Random(seed);
    for (int step = 0; step < 300_000; step++) {
      String user = users.get(random.nextInt(users.size()));
      Account account = packed.take(user(user));
      Long expected = present.get(user);
      assertThat(account == null ? null : Long.valueOf(account.cashCents()))
          .as("%s, seed %d", user, seed)
          .isEqualTo(expected);
      if (random.nextInt(8) == 0) {
        present.remove(user);
      } else {
        long cents = random.nextLong(1, 1L << 50);
        packed.put(account(user, cents));
        present.put(user, cents);
      }
    }
  }

  private Account account(String user, long cents) {
    Account account = Account.create(user(user));
    account.add(cents);
    return account;
  }

  private UserRows user(String user) {
    return new UserRows(user, rows, RowSink.NOWHERE);
  }

  private static PendingOrder order(Side side, long index, String symbol) {
    int place = (int) index + 300;
    return new PendingOrder(side, index, place, symbol, 10, 1_00, index * 5, 60_000 + index);
  }

  private static Summary.TransactionLine line(int number) {
    return new Summary.TransactionLine(
        number * 1_000L, 60_000 + number, number, CommandKind.BUY, "ABC", number, Outcome.OK);
  }
}
