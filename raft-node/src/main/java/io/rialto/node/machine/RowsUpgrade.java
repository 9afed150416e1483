package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings rows of earlier forms into the present one. In steps, each a batch that says how far the
 * upgrade has come, so that one that was killed goes on where it stood.
 *
 * <p>The first form had a user's latest commands in a ring of rows, each reply in a row of its own,
 * and rows that follow from others. The second had the latest commands in the account's row, all
 * that are shown, and nothing there about shares and orders. The third had a row of the audit log's
 * index for each user of a stretch, where there is one for a bucket of users now: what was indexed
 * stays so.
 *
 * <p>The form decides what the hash chain takes in: nodes must have applied the same entries when
 * they are upgraded, and go on together.
 */
public final class RowsUpgrade {
  static final int FIRST_FORM = 1;
  static final int SECOND_FORM = 2;
  static final int THIRD_FORM = 3;
  static final int PRESENT_FORM = 4;

  private static final int USERS_A_STEP = 1_000;

  private enum Stage {
    USERS,
    SESSIONS
  }

  private final StateReader reader;
  private final Consumer<Changes> writer;
  private final long form;
  private List<Rows.Row> step = new ArrayList<>();
  private final RowSink changed =
      new RowSink() {
        @Override
        public void put(Table table, byte[] key, byte[] value) {
          step.add(new Rows.Row(table, key, value));
        }

        @Override
        public void delete(Table table, byte[] key) {
          step.add(new Rows.Row(table, key, null));
        }
      };

  private RowsUpgrade(StateReader reader, Consumer<Changes> writer, long form) {
    this.reader = reader;
    this.writer = writer;
    this.form = form;
  }

  /**
   * Upgrades the rows if they are of an earlier form; each step is written before the next.
   *
   * @return whether they were. Then they are to be stored before any entry is applied: rows of the
   *     first form have keys that come again ({@link Table#isWrittenOnce}).
   */
  public static boolean run(StateReader reader, Consumer<Changes> writer) {
    long form = formOf(reader);
    boolean isEarlier = form >= FIRST_FORM && form < PRESENT_FORM;
    if (isEarlier && reader.get(Table.META, Keys.UPGRADE_TO_SECOND) != null) {
      throw new IllegalStateException(
          "another version has begun to upgrade these rows; let that one end it first");
    }
    if (isEarlier) {
      new RowsUpgrade(reader, writer, form).run();
    }
    return isEarlier;
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
    if (form < THIRD_FORM && stage == Stage.USERS) {
      upgradeUsers(done == null ? "" : done.textToEnd());
    }
    if (form == FIRST_FORM) {
      upgradeSessions(stage == Stage.SESSIONS ? done.fixed8() : 0);
      reader.scan(Table.EXPIRIES, new byte[0], null, (key, value) -> delete(Table.EXPIRIES, key));
      long applied = AppliedMark.read(reader).index();
      put(Keys.AUDIT_INDEXED, new RowEncoder().number(applied).toBytes());
    }
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

  private void upgradeUser(String user) {
    UserRows rows = new UserRows(user, reader, changed);
    RowDecoder row = new RowDecoder(reader.get(Table.ACCOUNTS, Keys.account(user)));
    long cashCents = row.number();
    long reservedCents = row.number();
    long heldCents = row.number();
    LatestTransactions latest = new LatestTransactions(rows);
    for (byte[] line : form == FIRST_FORM ? takeRing(rows, row.number()) : lines(row)) {
      latest.addStored(line);
    }
    row.end();
    long[] shares = new long[1];
    rows.scan(Table.HOLDINGS, (key, value) -> shares[0] += Holding.decode(value).total());
    new Account(
            rows,
            cashCents,
            reservedCents,
            heldCents,
            new Holdings(rows, count(rows, Table.HOLDINGS), shares[0]),
            new PendingOrders(rows, count(rows, Table.PENDING)),
            new StandingOrders(rows, count(rows, Table.STANDING)),
            latest)
        .save(new RowEncoder());
  }

  private static long count(UserRows rows, Table table) {
    long[] count = new long[1];
    rows.scan(table, (key, value) -> count[0]++);
    return count[0];
  }

  /** The rows of the ring, the oldest command's first; they are deleted. */
  private List<byte[]> takeRing(UserRows rows, long count) {
    List<byte[]> ring = new ArrayList<>();
    rows.scan(
        Table.TRANSACTIONS,
        (place, line) -> {
          ring.add(line.clone());
          rows.sink().delete(Table.TRANSACTIONS, Keys.transactions(rows.user(), place.byte1()));
        });
    int oldest = (int) ((count - ring.size()) % MachineLimits.TRANSACTIONS_KEPT);
    Collections.rotate(ring, -oldest);
    return ring;
  }

  private static List<byte[]> lines(RowDecoder row) {
    List<byte[]> lines = new ArrayList<>();
    while (!row.isAtEnd()) {
      lines.add(row.block());
    }
    return lines;
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
            changed.put(Table.REPLIES, Keys.replies(session, index), replies.from(0)));
  }

  private void put(byte[] key, byte[] value) {
    changed.put(Table.META, key, value);
  }

  private boolean delete(Table table, byte[] key) {
    changed.delete(table, key.clone());
    return true;
  }

  private void endStep() {
    writer.accept(new RowChanges(step));
    step = new ArrayList<>();
  }
}
