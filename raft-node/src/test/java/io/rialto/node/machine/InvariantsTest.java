package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no rule can lead to halts the machine, on rows that somebody else has changed. */
@Tag("P5")
class InvariantsTest {
  private final TradingFloor floor = new TradingFloor();

  @Test
  void moreHeldThanThereIsHaltsTheMachine() {
    floor.add("alice", 1_000);
    overwrite(Table.ACCOUNTS, Keys.account("alice"), balances(1_000, 0, 1_001));
    assertThatThrownBy(() -> floor.add("alice", 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("impossible balances");
  }

  @Test
  void sharesThatCannotBeHaltTheMachine() {
    assertThatThrownBy(() -> new Holding(-1, 0, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Holding(5, -1, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Holding(5, 0, 6)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Holding(MachineLimits.SHARES_MAX, 1, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThat(new Holding(MachineLimits.SHARES_MAX, 0, 0).hasRoomFor(0)).isTrue();
  }

  @Test
  void aTriggerWithoutItsAmountHaltsTheMachine() {
    floor.add("alice", 1_000);
    floor.run(CommandKind.SET_BUY_AMOUNT, "alice", "ABC", 500);
    floor.run(CommandKind.SET_BUY_TRIGGER, "alice", "ABC", 10);
    overwrite(
        Table.STANDING,
        Keys.standing("alice", Side.BUY, "ABC"),
        StandingOrder.unarmed(Side.BUY, "ABC", 500).encode());
    assertThatThrownBy(() -> floor.quote("ABC", 5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("armed is");
  }

  @Test
  void rowsOfAnAccountThatAreMissingHaltTheMachine() {
    floor.add("alice", 100_000);
    floor.own("alice", "ABC", 10, 100);
    floor.buy("alice", "ABC", 500);
    floor.run(CommandKind.SET_BUY_AMOUNT, "alice", "ABC", 500);
    for (int count = 0; count < LatestTransactions.CHUNK; count++) {
      floor.add("alice", 1);
    }
    InMemoryState sound = floor.state.copy();
    Map<Table, CommandKind> commands =
        Map.of(
            Table.HOLDINGS, CommandKind.SELL,
            Table.PENDING, CommandKind.CANCEL_BUY,
            Table.STANDING, CommandKind.CANCEL_SET_BUY,
            Table.TRANSACTIONS, CommandKind.DISPLAY_SUMMARY);
    commands.forEach(
        (table, command) -> {
          List<byte[]> rows = new ArrayList<>();
          sound.scan(table, new byte[0], null, (key, value) -> rows.add(key));
          assertThat(rows).as("%s", table).hasSize(1);
          overwrite(table, rows.get(0), null);
          assertThatThrownBy(() -> floor.run(command, "alice", "ABC", 100))
              .as("without %s", table)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("by the account's row");
          overwrite(table, rows.get(0), sound.get(table, rows.get(0)));
          assertThat(floor.run(command, "alice", "ABC", 100).outcome())
              .as("with %s", table)
              .isEqualTo(Outcome.OK);
        });
  }

  @Test
  void moneyOrSharesOutOfNowhereHaltTheMachine() {
    EntryFlow flow = new EntryFlow();
    flow.begin(100, 150, 7);
    flow.in(20);
    flow.bought(3, 10);
    flow.sold(1, 5);
    assertThat(flow.explains(115, 165, 9, 15)).isTrue();
    assertThat(flow.explains(116, 165, 9, 15)).isFalse();
    assertThat(flow.explains(115, 166, 9, 15)).isFalse();
    assertThat(flow.explains(115, 165, 10, 15)).isFalse();
  }

  /** Changes a row behind the machine's back, and lets a new machine find it. */
  private void overwrite(Table table, byte[] key, byte[] value) {
    floor.state.write(writer -> writer.write(table, key, value));
    floor.restart();
  }

  private static byte[] balances(long cash, long reserved, long held) {
    RowEncoder row = new RowEncoder().number(cash).number(reserved).number(held);
    // No shares of no symbol, no orders, no commands.
    for (int count = 0; count < 5; count++) {
      row.number(0);
    }
    return row.toBytes();
  }
}
