package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What an entry has changed, by what it did. */
class RowsTest {
  private static final byte[] KEY = {1};
  private static final byte[] VALUE = {2};

  private final InMemoryState state = new InMemoryState();
  private final Rows rows = new Rows(state);

  @Test
  void whatComesAndGoesInAnEntryIsNoChangeWhereKeysDoNotComeAgain() {
    for (Table table : List.of(Table.PENDING, Table.TRIGGERS, Table.REPLIES)) {
      rows.put(table, KEY, VALUE);
      rows.delete(table, KEY);
      assertThat(rows.get(table, KEY)).isNull();
    }
    assertThat(rows.take()).isEmpty();

    rows.put(Table.STANDING, KEY, VALUE);
    rows.delete(Table.STANDING, KEY);
    assertThat(rows.take()).as("may be stored").hasSize(1);
  }

  @Test
  void aKeyThatComesAgainHaltsTheMachineWhereItMustNot() {
    rows.put(Table.REPLIES, KEY, VALUE);
    assertThatThrownBy(() -> rows.put(Table.REPLIES, KEY, VALUE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a second row of REPLIES");
  }

  @Test
  void whatEarlierEntriesStoredIsDeletedHoweverOften() {
    rows.put(Table.PENDING, KEY, VALUE);
    state.write(new RowChanges(rows.take()));
    rows.delete(Table.PENDING, KEY);
    rows.delete(Table.PENDING, KEY);
    state.write(new RowChanges(rows.take()));
    assertThat(state.count(Table.PENDING)).isZero();
  }
}
