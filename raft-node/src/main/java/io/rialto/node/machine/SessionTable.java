package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Open sessions and the replies that their clients may still ask for again (DESIGN, "Sessions").
 * Headers are in memory, the longest unused first; replies are read from their rows when asked for.
 */
final class SessionTable {
  private final Rows rows;
  private final int sessionsMax;
  private final LinkedHashMap<Long, Session> open = new LinkedHashMap<>();
  private long nextId;

  SessionTable(Rows rows, int sessionsMax) {
    this.rows = rows;
    this.sessionsMax = sessionsMax;
    byte[] next = rows.get(Table.META, Keys.NEXT_SESSION);
    nextId = next == null ? 1 : new RowDecoder(next).number();
    List<Session> stored = new ArrayList<>();
    rows.scan(
        Table.SESSIONS, new byte[0], null, (key, value) -> stored.add(Session.decode(key, value)));
    stored.sort(Comparator.comparingLong(Session::lastUseMillis));
    stored.forEach(session -> open.put(session.id(), session));
  }

  /** The new session's id, or 0 at the limit: no session is pushed out by another. */
  long open(Moment moment) {
    if (open.size() >= sessionsMax) {
      return 0;
    }
    long id = nextId++;
    rows.put(Table.META, Keys.NEXT_SESSION, new RowEncoder().number(nextId).toBytes());
    save(Session.opened(id, moment));
    return id;
  }

  /** The open session, which is in use now; null if there is none of this id. */
  Session use(long id, Moment moment) {
    Session session = open.get(id);
    if (session == null) {
      return null;
    }
    Session used = session.usedAt(moment);
    save(used);
    return used;
  }

  /** What the sequence has come to, or null if nothing is recorded. */
  RecordedReply recorded(Session session, long sequence) {
    if (sequence > session.highestRecorded()) {
      return null;
    }
    byte[] row = rows.get(Table.REPLIES, Keys.reply(session.id(), sequence));
    return row == null ? null : RecordedReply.decode(row);
  }

  /** Records what a sequence has come to, and forgets all replies below {@code lowest}. */
  void record(Session session, long lowest, long sequence, RecordedReply reply) {
    forget(session, lowest);
    rows.put(Table.REPLIES, Keys.reply(session.id(), sequence), reply.encode());
    save(session.recorded(lowest, sequence));
  }

  /** Ends the sessions that nobody has used for 24 hours. */
  void endUnused(Moment moment) {
    while (!open.isEmpty()) {
      Session longestUnused = open.values().iterator().next();
      if (!moment.isPast(longestUnused.lastUseMillis(), MachineLimits.SESSION_LIFE_MILLIS)) {
        return;
      }
      open.remove(longestUnused.id());
      rows.delete(Table.SESSIONS, Keys.session(longestUnused.id()));
      forget(longestUnused, Long.MAX_VALUE);
    }
  }

  /** Recorded replies lie within the window, so these are never more than it is wide. */
  private void forget(Session session, long lowest) {
    long end = Math.min(lowest, session.highestRecorded() + 1);
    for (long sequence = session.lowestUnanswered(); sequence < end; sequence++) {
      rows.delete(Table.REPLIES, Keys.reply(session.id(), sequence));
    }
  }

  /** Puts the session at the end, as the one used last. */
  private void save(Session session) {
    open.remove(session.id());
    open.put(session.id(), session);
    rows.put(Table.SESSIONS, Keys.session(session.id()), session.encode());
  }
}
