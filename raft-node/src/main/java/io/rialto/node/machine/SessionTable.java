package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Open sessions and the replies that their clients may still ask for again (DESIGN, "Sessions").
 * Sessions are in memory, the longest unused first; replies are read from their rows when asked
 * for.
 */
final class SessionTable {

  /** A block that was read; who asks for one of its replies mostly asks for the others next. */
  private record ReadBlock(long session, long index, Map<Long, RecordedReply> replies) {}

  private final Rows rows;
  private final int sessionsMax;
  private final LinkedHashMap<Long, Session> open = new LinkedHashMap<>();
  private final List<Session> inUse = new ArrayList<>();
  private ReadBlock latestRead = new ReadBlock(0, 0, new LinkedHashMap<>());
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
    rows.scan(
        Table.REPLIES,
        new byte[0],
        null,
        (key, value) -> {
          RowDecoder decoder = new RowDecoder(key);
          Session session = open.get(decoder.fixed8());
          long index = decoder.fixed8();
          if (session == null) {
            throw new IllegalStateException("replies of entry " + index + " without their session");
          }
          session.hasBlock(index, ReplyBlocks.sequences(value));
          return true;
        });
  }

  /** The new session's id, or 0 at the limit: no session is pushed out by another. */
  long open(Moment moment) {
    if (open.size() >= sessionsMax) {
      return 0;
    }
    Session session = Session.opened(nextId, moment);
    nextId++;
    rows.put(Table.META, Keys.NEXT_SESSION, new RowEncoder().number(nextId).toBytes());
    open.put(session.id(), session);
    use(session.id(), moment);
    return session.id();
  }

  /** The open session, which is in use now; null if there is none of this id. */
  Session use(long id, Moment moment) {
    Session session = open.get(id);
    if (session != null && session.use(moment)) {
      open.remove(id);
      open.put(id, session);
      inUse.add(session);
    }
    return session;
  }

  /** What the sequence has come to, or null if nothing is recorded. */
  RecordedReply recorded(Session session, long sequence, Moment moment) {
    long index = session.blockOf(sequence);
    if (index == 0) {
      return null;
    }
    return index == moment.index()
        ? session.fresh(sequence)
        : block(session.id(), index).get(sequence);
  }

  private Map<Long, RecordedReply> block(long session, long index) {
    if (latestRead.session() != session || latestRead.index() != index) {
      byte[] row = rows.get(Table.REPLIES, Keys.replies(session, index));
      latestRead = new ReadBlock(session, index, ReplyBlocks.decode(row));
    }
    return latestRead.replies();
  }

  /** Ends the sessions that nobody has used for 24 hours. */
  void endUnused(Moment moment) {
    while (!open.isEmpty()) {
      Session longestUnused = open.values().iterator().next();
      if (!moment.isPast(longestUnused.lastUseMillis(), MachineLimits.SESSION_LIFE_MILLIS)) {
        return;
      }
      open.remove(longestUnused.id());
      longestUnused.end(rows);
    }
  }

  /** Writes what the entry has changed. */
  void endEntry(Moment moment) {
    inUse.forEach(session -> session.endEntry(moment, rows));
    inUse.clear();
  }
}
