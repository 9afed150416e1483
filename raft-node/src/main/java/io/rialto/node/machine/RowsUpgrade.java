package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings rows of the first form into the present one: a user's latest commands into the account's
 * row, replies into blocks, and what follows from other rows away. In steps, each a batch that says
 * how far the upgrade has come, so that one that was killed goes on where it stood.
 *
 * <p>The form decides what the hash chain takes in: nodes must have applied the same entries when
 * they are upgraded, and go on together.
 */
public final class RowsUpgrade {
  static final int FIRST_FORM = 1;
  static final int PRESENT_FORM = 2;

  private static final int USERS_A_STEP = 1_000;

  private enum Stage {
    USERS,
    SESSIONS
  }

  private final StateReader reader;
  private final Consumer<Changes> writer;
  private List<Rows.Row> step = new ArrayList<>();

  private RowsUpgrade(StateReader reader, Consumer<Changes> writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** Upgrades the rows if they are of the first form; each step is written before the next. */
  public static void run(StateReader reader, Consumer<Changes> writer) {
    if (formOf(reader) == FIRST_FORM) {
      new RowsUpgrade(reader, writer).run();
    }
  }

  /** The form of all rows; 0 if there are none. */
  static long formOf(StateReader reader) {
    byte[] row = reader.get(Table.META, Keys.FORMAT);
    return row == null ? 0 : new RowDecoder(row).number();
  }

  private void run() {
    byte[] mark = reader.get(Table.META, Keys.UPGRADE);
    RowDecoder done = mark == null ? null : new RowDecoder(mark);
    Stage stage = done == null ? Stage.USERS : Stage.values()[done.byte1()];
    if (stage == Stage.USERS) {
      upgradeUsers(done == null ? "" : done.textToEnd());
    }
    upgradeSessions(stage == Stage.SESSIONS ? done.fixed8() : 0);
    reader.scan(Table.EXPIRIES, new byte[0], null, (key, value) -> delete(Table.EXPIRIES, key));
    long applied = AppliedMark.read(reader).index();
    put(Keys.AUDIT_INDEXED, new RowEncoder().number(applied).toBytes());
    put(Keys.FORMAT, new RowEncoder().number(PRESENT_FORM).toBytes());
    delete(Table.META, Keys.UPGRADE);
    endStep();
  }

  private void upgradeUsers(String last) {
    List<String> users = usersAfter(last);
    while (!users.isEmpty()) {
      users.forEach(this::upgradeUser);
      String latest = users.get(users.size() - 1);
      put(Keys.UPGRADE, new RowEncoder().byte1(Stage.USERS.ordinal()).rawText(latest).toBytes());
      endStep();
      users = usersAfter(latest);
    }
  }

  private List<String> usersAfter(String last) {
    List<String> users = new ArrayList<>();
    reader.scan(
        Table.ACCOUNTS,
        last.isEmpty() ? new byte[0] : Keys.userStart(last),
        null,
        (key, value) -> {
          users.add(new RowDecoder(key).textToEnd());
          return users.size() < USERS_A_STEP;
        });
    return users;
  }

  /** The latest commands were a ring of rows. */
  private void upgradeUser(String user) {
    RowDecoder balances = new RowDecoder(reader.get(Table.ACCOUNTS, Keys.account(user)));
    RowEncoder account =
        new RowEncoder()
            .number(balances.number())
            .number(balances.number())
            .number(balances.number());
    long count = balances.number();
    List<byte[]> ring = new ArrayList<>();
    reader.scan(
        Table.TRANSACTIONS,
        Keys.userStart(user),
        Keys.userEnd(user),
        (key, value) -> {
          ring.add(value.clone());
          return delete(Table.TRANSACTIONS, key);
        });
    LatestTransactions latest = new LatestTransactions();
    for (long line = count - ring.size(); line < count; line++) {
      latest.addStored(ring.get((int) (line % MachineLimits.TRANSACTIONS_KEPT)));
    }
    latest.encode(account);
    step.add(new Rows.Row(Table.ACCOUNTS, Keys.account(user), account.toBytes()));
  }

  private void upgradeSessions(long last) {
    List<Long> sessions = new ArrayList<>();
    reader.scan(
        Table.SESSIONS,
        Keys.session(last + 1),
        null,
        (key, value) -> sessions.add(new RowDecoder(key).fixed8()));
    for (long session : sessions) {
      upgradeReplies(session);
      put(Keys.UPGRADE, new RowEncoder().byte1(Stage.SESSIONS.ordinal()).fixed8(session).toBytes());
      endStep();
    }
  }

  /** Replies were rows of their own, by sequence. */
  private void upgradeReplies(long session) {
    Map<Long, ReplyBlocks.Writer> byEntry = new TreeMap<>();
    reader.scan(
        Table.REPLIES,
        Keys.replies(session, 0),
        Keys.replies(session + 1, 0),
        (key, value) -> {
          long sequence = new RowDecoder(key, Long.BYTES).fixed8();
          RecordedReply reply = RecordedReply.decode(value);
          byEntry
              .computeIfAbsent(reply.reply().index(), entry -> new ReplyBlocks.Writer())
              .add(sequence, reply);
          return delete(Table.REPLIES, key);
        });
    byEntry.forEach(
        (index, replies) ->
            step.add(new Rows.Row(Table.REPLIES, Keys.replies(session, index), replies.from(0))));
  }

  private void put(byte[] key, byte[] value) {
    step.add(new Rows.Row(Table.META, key, value));
  }

  private boolean delete(Table table, byte[] key) {
    return step.add(new Rows.Row(table, key.clone(), null));
  }

  private void endStep() {
    writer.accept(new RowChanges(step));
    step = new ArrayList<>();
  }
}
