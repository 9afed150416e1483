package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same entries give the same rows and hashes, whatever is restarted or forgotten on the way.
 */
@Tag("P3")
class ReplicaTest {
  private static final MachineLimits LIMITS = new MachineLimits(10, 64, 100, 1_000, 0, 1_000);

  private static final int CHUNK = PackedAccounts.CHUNK_BYTES;

  private final long seed = RandomLog.seed();
  private final List<Entry> log = new RandomLog(seed).entries(400);

  @Test
  void theSameEntriesGiveTheSameResultsAndHashes() {
    assertThat(hashes(LIMITS, Integer.MAX_VALUE))
        .as("seed %d", seed)
        .isEqualTo(hashes(LIMITS, Integer.MAX_VALUE));
  }

  @Test
  void aMachineRebuiltFromItsRowsAfterAnyEntryContinuesWithTheSameHashes() {
    List<String> once = hashes(LIMITS, Integer.MAX_VALUE);
    assertThat(hashes(LIMITS, 1)).as("rebuilt after each, seed %d", seed).isEqualTo(once);
    assertThat(hashes(LIMITS, 7)).as("rebuilt after every 7th, seed %d", seed).isEqualTo(once);
  }

  @Test
  void howManyAccountsAreKeptInMemoryInfluencesNothing() {
    MachineLimits one = new MachineLimits(10, 64, 100, 1, 0, 1_000);
    MachineLimits none = new MachineLimits(10, 64, 100, 0, 0, 1_000);
    List<String> all = hashes(LIMITS, Integer.MAX_VALUE);
    assertThat(hashes(one, Integer.MAX_VALUE)).as("seed %d", seed).isEqualTo(all);
    assertThat(hashes(none, Integer.MAX_VALUE)).as("seed %d", seed).isEqualTo(all);
  }

  @Test
  void whetherAccountsArePackedInfluencesNothing() {
    MachineLimits onePacked = new MachineLimits(10, 64, 100, 1, CHUNK, 1_000);
    MachineLimits allPacked = new MachineLimits(10, 64, 100, 0, CHUNK, 1_000);
    MachineLimits allPackedSettledLater = new MachineLimits(10, 64, 100, 0, CHUNK, 1);
    MachineLimits settledLater = new MachineLimits(10, 64, 100, 1_000, 0, 1);
    List<String> unpacked = hashes(LIMITS, Integer.MAX_VALUE);
    assertThat(hashes(onePacked, Integer.MAX_VALUE)).as("seed %d", seed).isEqualTo(unpacked);
    assertThat(hashes(allPacked, Integer.MAX_VALUE)).as("seed %d", seed).isEqualTo(unpacked);
    assertThat(hashes(allPackedSettledLater, Integer.MAX_VALUE))
        .as("seed %d", seed)
        .isEqualTo(hashes(settledLater, Integer.MAX_VALUE));
  }

  /** A chunk is too small for 30,000 accounts: when it is full, those in it are given up. */
  @Test
  void accountsThatWereGivenUpComeBackFromTheirRows() {
    RandomLog random = new RandomLog(seed, 30_000);
    List<Entry> manyUsers = new ArrayList<>(random.accounts(1_000));
    manyUsers.addAll(random.entries(20, 1_000));
    MachineLimits roomForAll = new MachineLimits(10, 65_536, 100, 30_000, 0, 1_000);
    MachineLimits roomForSome = new MachineLimits(10, 65_536, 100, 500, CHUNK, 1_000);
    MachineLimits roomForFew = new MachineLimits(10, 65_536, 100, 500, 0, 1_000);
    AtomicInteger readOfAll = new AtomicInteger();
    AtomicInteger readOfSome = new AtomicInteger();
    AtomicInteger readOfFew = new AtomicInteger();
    List<String> kept = hashes(manyUsers, roomForAll, Integer.MAX_VALUE, readOfAll);
    List<String> packed = hashes(manyUsers, roomForSome, Integer.MAX_VALUE, readOfSome);
    List<String> givenUp = hashes(manyUsers, roomForFew, Integer.MAX_VALUE, readOfFew);
    assertThat(packed).as("seed %d", seed).isEqualTo(kept);
    assertThat(givenUp).as("seed %d", seed).isEqualTo(kept);
    assertThat(readOfAll).as("accounts read from rows, seed %d", seed).hasValue(0);
    assertThat(readOfSome.get())
        .as("accounts read from rows with a chunk for packed ones, seed %d", seed)
        .isBetween(1, readOfFew.get() - 1);
  }

  /** What is due is left to later entries, so that summaries show copies of accounts. */
  @Test
  void whatIsReadForACopyInfluencesNothing() {
    MachineLimits few = new MachineLimits(10, 64, 100, 1_000, 0, 1);
    MachineLimits fewAndNoneKept = new MachineLimits(10, 64, 100, 0, 0, 1);
    assertThat(hashes(fewAndNoneKept, Integer.MAX_VALUE))
        .as("seed %d", seed)
        .isEqualTo(hashes(few, Integer.MAX_VALUE));
  }

  @Test
  void aKeyOfATableThatIsWrittenOnceIsPutInOneEntryOnly() {
    InMemoryState state = new InMemoryState();
    TradingMachine machine = new TradingMachine(state, LIMITS);
    Set<String> put = new HashSet<>();
    for (Entry entry : log) {
      EntryResult result = machine.apply(entry, false);
      state.write(result.changes());
      result
          .changes()
          .forEach(
              (table, key, value) -> {
                if (table.isWrittenOnce() && value != null) {
                  String row = table + HexFormat.of().formatHex(key);
                  assertThat(put.add(row)).as("%s, seed %d", row, seed).isTrue();
                }
              });
    }
    assertThat(put.stream().map(row -> row.charAt(0)).distinct())
        .as("pending orders, replies, triggers")
        .containsExactlyInAnyOrder('P', 'R', 'T');
  }

  @Test
  void whetherBodiesAreMadeInfluencesNothing() {
    InMemoryState state = new InMemoryState();
    TradingMachine machine = new TradingMachine(state, LIMITS);
    for (Entry entry : log) {
      state.write(machine.apply(entry, false).changes());
    }
    List<String> hashes = hashes(LIMITS, Integer.MAX_VALUE);
    assertThat(hashes.get(hashes.size() - 1))
        .as("seed %d", seed)
        .contains(HexFormat.of().formatHex(machine.applied().hash()));
  }

  @Test
  void theMarkIsWrittenWithTheChangesAndEveryEntryMovesTheChain() {
    TradingFloor floor = new TradingFloor();
    assertThat(AppliedMark.read(floor.state).index()).isZero();
    assertThat(AppliedMark.read(floor.state).hash()).isEqualTo(new byte[32]);
    EntryResult first = floor.apply(List.of(), List.of());
    EntryResult second = floor.apply(List.of(), List.of());
    assertThat(second.hash()).hasSize(32).isNotEqualTo(first.hash());
    AppliedMark mark = AppliedMark.read(floor.state);
    assertThat(mark.index()).isEqualTo(2);
    assertThat(mark.term()).isEqualTo(1);
    assertThat(mark.logTimeMillis()).isEqualTo(floor.now());
    assertThat(mark.hash()).isEqualTo(second.hash());
    assertThat(floor.machine().applied().hash()).isEqualTo(second.hash());
  }

  @Test
  void anotherValueAnywhereGivesAnotherHash() {
    TradingFloor one = new TradingFloor();
    TradingFloor other = new TradingFloor();
    one.add("alice", 1);
    other.add("alice", 2);
    assertThat(one.machine().applied().hash()).isNotEqualTo(other.machine().applied().hash());
  }

  @Test
  void anEntryThatDoesNotFollowHaltsTheMachine() {
    TradingFloor floor = new TradingFloor();
    floor.apply(new Entry(5, 2, "n1", floor.now(), List.of(), List.of()));
    assertThatThrownBy(() -> floor.apply(new Entry(5, 2, "n1", 0, List.of(), List.of())))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> floor.apply(new Entry(6, 1, "n1", 0, List.of(), List.of())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rowsOfAnUnknownFormAreRefused() {
    TradingFloor floor = new TradingFloor();
    floor.add("alice", 1);
    byte[] foreign = new RowEncoder().number(9).toBytes();
    floor.state.write(writer -> writer.write(Table.META, Keys.FORMAT, foreign));
    assertThatThrownBy(floor::restart)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rows of form 9, this machine knows " + RowsUpgrade.PRESENT_FORM);
  }

  private List<String> hashes(MachineLimits limits, int restartEvery) {
    return hashes(log, limits, restartEvery, new AtomicInteger());
  }

  /**
   * Results and hash of every entry, with a new machine on the rows after each so many.
   *
   * @param accountsRead counts the rows of accounts that were read
   */
  private static List<String> hashes(
      List<Entry> log, MachineLimits limits, int restartEvery, AtomicInteger accountsRead) {
    InMemoryState state = new InMemoryState();
    StateReader reader = countingAccounts(state, accountsRead);
    TradingMachine machine = new TradingMachine(reader, limits);
    List<String> hashes = new ArrayList<>();
    for (Entry entry : log) {
      EntryResult result = machine.apply(entry, true);
      state.write(result.changes());
      hashes.add(result.results() + HexFormat.of().formatHex(result.hash()));
      if (hashes.size() % restartEvery == 0) {
        machine = new TradingMachine(reader, limits);
      }
    }
    return hashes;
  }

  private static StateReader countingAccounts(StateReader rows, AtomicInteger accountsRead) {
    return new StateReader() {
      @Override
      public byte[] get(Table table, byte[] key) {
        byte[] row = rows.get(table, key);
        if (table == Table.ACCOUNTS && row != null) {
          accountsRead.incrementAndGet();
        }
        return row;
      }

      @Override
      public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
        rows.scan(table, from, to, visitor);
      }
    };
  }
}
