package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The latest commands against a plain list, however they are added, saved, read and forgotten; and
 * against a twin that reads its rows again after each entry, and must write the same.
 */
@Tag("P3")
class LatestTransactionsTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 40;

  private final InMemoryState state = new InMemoryState();
  private final Rows rows = new Rows(state);
  private final UserRows alice = new UserRows("alice", rows, rows);
  private final List<Long> all = new ArrayList<>();
  private LatestTransactions latest = new LatestTransactions(alice);
  private final Rows twinRows = new Rows(state);
  private final UserRows twinAlice = new UserRows("alice", twinRows, twinRows);
  private LatestTransactions twin = new LatestTransactions(twinAlice);
  private byte[] row;
  private int chunksWritten;

  @Test
  void theLatestTwentyAreTheSameWhateverIsInMemory() {
    int shortest = Integer.MAX_VALUE;
    for (int seed = 0; seed < SEEDS; seed++) {
      LatestTransactionsTest run = new LatestTransactionsTest();
      run.steps(new Random(seed));
      shortest = Math.min(shortest, run.all.size());
    }
    assertThat(shortest).isGreaterThan(MachineLimits.TRANSACTIONS_KEPT);
  }

  @Test
  void aCommandIsWrittenWithItsChunkOnly() {
    for (int command = 0; command < 1_000; command++) {
      add();
    }
    save();
    byte[] full = row;
    add();
    save();
    assertThat(row.length - full.length).isLessThan(30);
    assertThat(chunksWritten).isZero();
    assertThat(state.count(Table.TRANSACTIONS)).isEqualTo(LatestTransactions.CHUNKS);
  }

  private void steps(Random random) {
    for (int step = 0; step < STEPS; step++) {
      for (int added = random.nextInt(random.nextInt(10) == 0 ? 70 : 9); added > 0; added--) {
        add();
      }
      if (random.nextInt(4) == 0) {
        assertLatest(latest);
      }
      if (random.nextInt(4) == 0) {
        assertLatest(latest.copy(alice.asCopy()));
      }
      save();
      if (random.nextInt(3) == 0) {
        latest = new LatestTransactions(alice, new RowDecoder(row));
      }
    }
    assertLatest(latest);
  }

  private void add() {
    long number = all.size();
    all.add(number);
    Summary.TransactionLine line =
        new Summary.TransactionLine(
            1, 1_700_000_000_000L, number, CommandKind.ADD, "", 100, Outcome.OK);
    latest.add(line);
    twin.add(line);
  }

  /** As at the end of an entry. */
  private void save() {
    row = saved(latest);
    List<Rows.Row> changed = rows.take();
    assertThat(saved(twin)).isEqualTo(row);
    assertThat(twinRows.take()).usingRecursiveComparison().isEqualTo(changed);
    state.write(new RowChanges(changed));
    chunksWritten = changed.size();
    twin = new LatestTransactions(twinAlice, new RowDecoder(row));
  }

  private static byte[] saved(LatestTransactions transactions) {
    RowEncoder account = new RowEncoder();
    transactions.saveFull();
    transactions.writeBegun(account);
    return account.toBytes();
  }

  private void assertLatest(LatestTransactions shown) {
    List<Long> expected = new ArrayList<>();
    for (int at = all.size() - 1; at >= Math.max(0, all.size() - 20); at--) {
      expected.add(all.get(at));
    }
    assertThat(shown.newestFirst())
        .extracting(Summary.TransactionLine::number)
        .containsExactlyElementsOf(expected);
  }
}
