package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows as the first form had them, brought into the present one. */
@Tag("P3")
class RowsUpgradeTest {
  private static final Moment LATER = new Moment(Long.MAX_VALUE, 1, 0, "n1");
  private static final long NOW = 1_700_000_000_000L;
  private static final int COMMANDS = 27;

  private final InMemoryState state = new InMemoryState();

  @Test
  void ringsOfLatestCommandsAreKeptInTheirOrder() {
    firstForm();

    RowsUpgrade.run(state, state::write);

    assertUpgraded();
  }

  @Test
  void anUpgradeThatWasKilledAfterAnyStepGoesOn() {
    firstForm();
    InMemoryState before = state.copy();
    List<Changes> steps = new ArrayList<>();
    RowsUpgrade.run(
        state,
        step -> {
          steps.add(step);
          state.write(step);
        });
    assertThat(steps.size()).isGreaterThan(2);

    for (int written = 0; written < steps.size(); written++) {
      InMemoryState killed = before.copy();
      steps.subList(0, written).forEach(killed::write);
      RowsUpgrade.run(killed, killed::write);
      for (Table table : Table.values()) {
        assertThat(rows(killed, table))
            .as("%s after %d steps", table, written)
            .isEqualTo(rows(state, table));
      }
    }
  }

  @Test
  void rowsOfThePresentFormAreLeftAlone() {
    firstForm();
    RowsUpgrade.run(state, state::write);
    List<Changes> steps = new ArrayList<>();

    RowsUpgrade.run(state, steps::add);

    assertThat(steps).isEmpty();
  }

  private void firstForm() {
    put(Table.META, Keys.FORMAT, new RowEncoder().number(1));
    put(
        Table.META,
        Keys.APPLIED,
        new RowEncoder().raw(new AppliedMark(90, 3, NOW, new byte[32]).encode()));
    for (String user : List.of("alice", "bob")) {
      put(
          Table.ACCOUNTS,
          Keys.account(user),
          new RowEncoder().number(500).number(20).number(30).number(COMMANDS));
      for (long line = COMMANDS - 20; line < COMMANDS; line++) {
        put(
            Table.TRANSACTIONS,
            new RowEncoder().rawText(user).byte1(0).byte1((int) line % 20).toBytes(),
            new RowEncoder()
                .number(line)
                .number(NOW)
                .number(line)
                .byte1(CommandKind.ADD.number())
                .text("")
                .number(line)
                .number(Outcome.OK.number()));
      }
    }
    put(Table.EXPIRIES, new RowEncoder().fixed8(NOW).fixed8(1).fixed4(1).toBytes(), text("gone"));
    for (long session = 1; session <= 2; session++) {
      put(Table.SESSIONS, Keys.session(session), new RowEncoder().number(NOW).number(4).number(6));
      for (long sequence = 4; sequence <= 6; sequence++) {
        // Two of one entry, and one of another whose index is a sequence, too.
        put(
            Table.REPLIES,
            new RowEncoder().fixed8(session).fixed8(sequence).toBytes(),
            new RowEncoder().raw(reply(sequence, sequence == 6 ? 4 : 80).encode()));
      }
    }
  }

  private static RecordedReply reply(long sequence, long index) {
    Command command = new Command(CommandKind.ADD, "alice", "", sequence, "", 0);
    Moment moment = new Moment(index, 3, NOW, "n1");
    return RecordedReply.of(
        command, Answer.amount("", sequence).reply(moment, sequence), new CommandDigest.Maker());
  }

  private static RowEncoder text(String text) {
    return new RowEncoder().text(text);
  }

  private void put(Table table, byte[] key, RowEncoder value) {
    byte[] row = value.toBytes();
    state.write(writer -> writer.write(table, key, row));
  }

  private void assertUpgraded() {
    for (String user : List.of("alice", "bob")) {
      Summary summary = AccountReader.summary(state, user);
      assertThat(summary.cashCents()).isEqualTo(500);
      assertThat(summary.reservedCents()).isEqualTo(20);
      assertThat(summary.availableCents()).isEqualTo(470);
      assertThat(summary.transactions()).hasSize(20);
      assertThat(summary.transactions().get(0).amountCents()).isEqualTo(COMMANDS - 1);
      assertThat(summary.transactions().get(19).amountCents()).isEqualTo(COMMANDS - 20);
    }
    assertThat(state.count(Table.TRANSACTIONS)).isZero();
    assertThat(state.count(Table.EXPIRIES)).isZero();
    assertThat(state.count(Table.REPLIES)).isEqualTo(4);
    SessionTable sessions = new SessionTable(new Rows(state), 10);
    Session session = sessions.use(2, new Moment(91, 3, NOW, "n1"));
    for (long sequence = 4; sequence <= 6; sequence++) {
      assertThat(sessions.recorded(session, sequence, LATER))
          .isEqualTo(reply(sequence, sequence == 6 ? 4 : 80));
    }
    assertThat(sessions.recorded(session, 7, LATER)).isNull();
  }

  private static List<String> rows(InMemoryState state, Table table) {
    List<String> rows = new ArrayList<>();
    state.scan(
        table,
        new byte[0],
        null,
        (key, value) -> rows.add(java.util.HexFormat.of().formatHex(key) + "=" + value.length));
    return rows;
  }
}
