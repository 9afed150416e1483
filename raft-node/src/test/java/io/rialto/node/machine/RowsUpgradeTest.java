package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows as earlier forms had them, brought into the present one. */
@Tag("P3")
public class RowsUpgradeTest {
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
  void whatASecondFormHasOfSharesAndOrdersIsCounted() {
    secondForm();

    RowsUpgrade.run(state, state::write);

    for (String user : List.of("alice", "bob")) {
      Summary summary = AccountReader.summary(state, user);
      assertThat(summary.cashCents()).isEqualTo(500);
      assertThat(summary.holdings())
          .containsExactly(
              new Summary.HoldingLine("ABC", 7, 7, 0), new Summary.HoldingLine("B", 2, 2, 0));
      assertThat(summary.pendingBuys()).hasSize(1);
      assertThat(summary.pendingSells()).isEmpty();
      assertThat(summary.buyTriggers()).hasSize(1);
      assertThat(summary.sellTriggers()).hasSize(1);
      assertLatest(summary);
    }
    assertGoesOnTrading();
  }

  @Test
  void anUpgradeOfTheFirstFormThatWasKilledAfterAnyStepGoesOn() {
    firstForm();
    assertGoesOnAfterAnyStep();
  }

  @Test
  void anUpgradeThatWasKilledAmongManyUsersGoesOn() {
    secondForm();
    for (int user = 0; user < 2_000; user++) {
      put(
          Table.ACCOUNTS,
          Keys.account("user" + user),
          new RowEncoder().number(user).number(0).number(0).block(line(user)));
    }
    assertGoesOnAfterAnyStep();
  }

  private void assertGoesOnAfterAnyStep() {
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
  void anUpgradeThatAnotherVersionHasBegunIsLeftToIt() {
    firstForm();
    put(Table.META, Keys.UPGRADE_TO_SECOND, new RowEncoder().byte1(0).rawText("alice"));
    assertThatThrownBy(() -> RowsUpgrade.run(state, state::write))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another version has begun");
  }

  @Test
  void rowsOfThePresentFormAreLeftAlone() {
    firstForm();
    RowsUpgrade.run(state, state::write);
    List<Changes> steps = new ArrayList<>();

    RowsUpgrade.run(state, steps::add);

    assertThat(steps).isEmpty();
  }

  /**
   * After entry 90 in term 3; sessions 1 and 2 have replies to sequences 4 to 6 of entries 4 and
   * 80.
   */
  public static InMemoryState rowsOfTheFirstForm() {
    RowsUpgradeTest made = new RowsUpgradeTest();
    made.firstForm();
    return made.state;
  }

  private void firstForm() {
    begin(RowsUpgrade.FIRST_FORM);
    for (String user : List.of("alice", "bob")) {
      put(
          Table.ACCOUNTS,
          Keys.account(user),
          new RowEncoder().number(500).number(20).number(30).number(COMMANDS));
      for (long line = COMMANDS - 20; line < COMMANDS; line++) {
        put(
            Table.TRANSACTIONS,
            new RowEncoder().rawText(user).byte1(0).byte1((int) line % 20).toBytes(),
            line(line));
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
            raw(reply(sequence, sequence == 6 ? 4 : 80).encode()));
      }
    }
  }

  /** An entry that ends what is pending, and has a command about what stands. */
  private void assertGoesOnTrading() {
    TradingMachine machine = new TradingMachine(state, MachineLimits.standard());
    long later = NOW + MachineLimits.ORDER_LIFE_MILLIS;
    Command cancel = new Command(CommandKind.CANCEL_SET_BUY, "alice", "ABC", 0, "", 0);
    List<Operation> operations = List.of(new Operation.RequestCommand("", "", cancel));
    EntryResult result = machine.apply(new Entry(91, 3, "n1", later, List.of(), operations), true);
    state.write(result.changes());
    assertThat(result.results().get(0).reply().outcome()).isEqualTo(Outcome.OK);
    assertThat(AccountReader.summary(state, "alice").buyTriggers()).isEmpty();
    Summary bob = AccountReader.summary(state, "bob");
    assertThat(bob.pendingBuys()).isEmpty();
    assertThat(bob.availableCents()).isEqualTo(500);
    assertThat(bob.transactions()).hasSize(20);
  }

  private void secondForm() {
    begin(RowsUpgrade.SECOND_FORM);
    for (String user : List.of("alice", "bob")) {
      RowEncoder account = new RowEncoder().number(500).number(20).number(30);
      for (long line = COMMANDS - 20; line < COMMANDS; line++) {
        account.block(line(line));
      }
      put(Table.ACCOUNTS, Keys.account(user), account);
      put(Table.HOLDINGS, Keys.holding(user, "B"), raw(new Holding(2, 0, 0).encode()));
      put(Table.HOLDINGS, Keys.holding(user, "ABC"), raw(new Holding(7, 0, 0).encode()));
      PendingOrder order = new PendingOrder(Side.BUY, 80, 1, "B", 3, 10, 5, NOW + 1);
      put(Table.PENDING, Keys.pending(user, order), raw(order.encode()));
      for (Side side : Side.values()) {
        put(
            Table.STANDING,
            Keys.standing(user, side, "ABC"),
            raw(StandingOrder.unarmed(side, "ABC", 20).encode()));
      }
    }
  }

  private void begin(int form) {
    put(Table.META, Keys.FORMAT, new RowEncoder().number(form));
    put(Table.META, Keys.APPLIED, raw(new AppliedMark(90, 3, NOW, new byte[32]).encode()));
  }

  private static RowEncoder line(long number) {
    return new RowEncoder()
        .number(number)
        .number(NOW)
        .number(number)
        .byte1(CommandKind.ADD.number())
        .text("")
        .number(number)
        .number(Outcome.OK.number());
  }

  private static RowEncoder raw(byte[] row) {
    return new RowEncoder().raw(row);
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
      assertLatest(summary);
    }
    assertThat(state.count(Table.TRANSACTIONS)).as("two chunks for each").isEqualTo(4);
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

  private static void assertLatest(Summary summary) {
    assertThat(summary.transactions())
        .extracting(Summary.TransactionLine::amountCents)
        .containsExactlyElementsOf(
            LongStream.range(0, 20).mapToObj(age -> COMMANDS - 1 - age).toList());
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
