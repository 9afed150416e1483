package io.rialto.node.machine;

/**
 * The tables that the state is made of. The id is the first byte of stored keys and part of the
 * hash: never change it. Keys sort as unsigned bytes.
 */
public enum Table {
  /** Single rows of the machine: the clock and the hash chain, counters. */
  META(1),
  /**
   * A user's cash, reserve and what is held of it, how much there is in the three tables below, and
   * the latest commands, up to 9.
   */
  ACCOUNTS(2),
  /** Shares by user and symbol. */
  HOLDINGS(3),
  /** Pending buys and sells by user. */
  PENDING(4),
  /** SET_BUY and SET_SELL amounts and triggers by user and symbol. */
  STANDING(5),
  /** The 20 commands before those in the account's row, in two chunks. */
  TRANSACTIONS(6),
  /** The newest quote of each symbol. */
  QUOTES(7),
  /** Empty; in the first form of rows pending orders by the time at which they end. */
  EXPIRIES(8),
  /** Armed triggers by symbol, in firing order. */
  TRIGGERS(9),
  SESSIONS(10),
  /** Replies that may still be asked for again, by session and log index. */
  REPLIES(11),
  /** Replies to commands outside sessions, by request id. */
  REQUESTS(12),
  /**
   * Audit events: a block for each entry that has any; the key is the log index, 8 bytes,
   * big-endian.
   */
  AUDIT(13),
  /**
   * Which blocks hold events of a user, in rows of earlier forms: user, 0, the log index at the end
   * of a stretch (8 bytes, big-endian); the value names those of the stretch. Rows of the first
   * form name the one in their key and have no value.
   */
  AUDIT_BY_USER(14),
  /** Quotes whose firings go on in the next entry, oldest first. */
  ROUNDS(15),
  /**
   * Which blocks hold events of a user: the user's bucket (4 bytes), the log index at the end of a
   * stretch (8 bytes, both big-endian); the value names those of the stretch for each user in the
   * bucket.
   */
  AUDIT_INDEX(16);

  private final byte id;

  Table(int id) {
    this.id = (byte) id;
  }

  public byte id() {
    return id;
  }

  /**
   * Whether a key has one row in its life, since the log index that made it is part of it: a row
   * that is put and deleted before anybody has stored it need not be stored at all.
   */
  public boolean isWrittenOnce() {
    return switch (this) {
      case PENDING, TRIGGERS, REPLIES -> true;
      case META,
          ACCOUNTS,
          HOLDINGS,
          STANDING,
          TRANSACTIONS,
          QUOTES,
          EXPIRIES,
          SESSIONS,
          REQUESTS,
          AUDIT,
          AUDIT_BY_USER,
          ROUNDS,
          AUDIT_INDEX ->
          false;
    };
  }
}
