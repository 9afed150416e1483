package io.rialto.chaos.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one connection: what its source sends arrives at its sink when the way between
 * them lets it, in order. The connection's beginning and ends travel like bytes: over a cut way
 * nobody learns that the other side is gone. Used by the links' thread alone.
 */
final class LinkStream {

  /** What can be under way. */
  private enum Kind {
    /** The connection begins. */
    OPENING,
    BYTES,
    /** The source sends no more. */
    END,
    /** The source is gone, or never was there. */
    RESET
  }

  private record Piece(Kind kind, long dueNanos, ByteBuffer bytes) {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** How far a stream got. */
  enum Progress {
    /** All that was due has arrived. */
    DONE,
    /** The sink takes no more for now. */
    BLOCKED,
    /** The connection is over for both sides. */
    OVER
  }

  private final LinkRule rule;
  private final SocketChannel source;
  private final SocketChannel sink;
  private final Deque<Piece> underWay = new ArrayDeque<>();
  private InetSocketAddress target;
  private Progress progress = Progress.DONE;
  private long bytesUnderWay;
  private boolean sourceEnded;
  private boolean sourceGone;
  private boolean sinkGone;
  private boolean endArrived;

  LinkStream(LinkRule rule, SocketChannel source, SocketChannel sink) {
    this.rule = rule;
    this.source = source;
    this.sink = sink;
  }

  SocketChannel source() {
    return source;
  }

  SocketChannel sink() {
    return sink;
  }

  boolean endArrived() {
    return endArrived;
  }

  /** Whether the source is to be read: not while as much is under way as may be. */
  boolean wantsBytes() {
    return !sourceEnded && bytesUnderWay < ClusterLimits.LINK_BYTES_UNDER_WAY_MAX;
  }

  /** Connects the sink to its address, once the way lets it. */
  void open(InetSocketAddress address, long nowNanos) {
    target = address;
    send(Kind.OPENING, NOTHING, nowNanos);
  }

  /** Takes what the source has sent, by way of a buffer that is free for use. */
  void read(ByteBuffer buffer, long nowNanos) {
    buffer.clear();
    int count;
    try {
      count = source.read(buffer);
    } catch (IOException gone) {
      sourceGone(nowNanos);
      return;
    }
    if (count < 0) {
      sourceEnded = true;
      send(Kind.END, NOTHING, nowNanos);
    } else if (count > 0) {
      byte[] copy = new byte[count];
      buffer.flip().get(copy);
      bytesUnderWay += count;
      send(Kind.BYTES, ByteBuffer.wrap(copy), nowNanos);
    }
  }

  /** The source does not exist any more: the sink is to learn it as late as everything else. */
  void sourceGone(long nowNanos) {
    if (!sourceGone) {
      sourceGone = true;
      sourceEnded = true;
      send(Kind.RESET, NOTHING, nowNanos);
    }
  }

  private void send(Kind kind, ByteBuffer bytes, long nowNanos) {
    long due = nowNanos + rule.travelNanos(bytes.remaining());
    Piece before = underWay.peekLast();
    // A stream's bytes do not overtake each other.
    boolean overtakes = before != null && before.dueNanos() - due > 0;
    underWay.add(new Piece(kind, overtakes ? before.dueNanos() : due, bytes));
  }

  /**
   * In how long something can be done, if nothing happens before; the longest there is if never.
   */
  long dueInNanos(long nowNanos) {
    return progress == Progress.BLOCKED ? Long.MAX_VALUE : nextInNanos(nowNanos);
  }

  private long nextInNanos(long nowNanos) {
    if (underWay.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (sink.isConnectionPending()) {
      // What opens a connection has passed: only the end of it has not been noticed yet.
      return 0;
    }
    if (rule.isCut()) {
      return Long.MAX_VALUE;
    }
    return rule.isStraight() ? 0 : Math.max(0, underWay.peek().dueNanos() - nowNanos);
  }

  /**
   * Hands over what is due.
   *
   * @throws IOException if the sink is gone, or cannot be reached
   */
  Progress deliver(long nowNanos) throws IOException {
    progress = Progress.DONE;
    while (progress == Progress.DONE && nextInNanos(nowNanos) == 0) {
      progress = deliver(underWay.peek());
      if (progress == Progress.DONE) {
        underWay.remove();
      }
    }
    return progress;
  }

  private Progress deliver(Piece piece) throws IOException {
    return switch (piece.kind()) {
      case OPENING -> connect();
      case BYTES -> write(piece.bytes());
      case END -> end();
      case RESET -> Progress.OVER;
    };
  }

  private Progress end() throws IOException {
    endArrived = true;
    if (!sinkGone) {
      sink.shutdownOutput();
    }
    return Progress.DONE;
  }

  private Progress connect() throws IOException {
    boolean connected = sink.isConnectionPending() ? sink.finishConnect() : sink.connect(target);
    return connected ? Progress.DONE : Progress.BLOCKED;
  }

  private Progress write(ByteBuffer bytes) throws IOException {
    int before = bytes.remaining();
    if (sinkGone) {
      bytes.position(bytes.limit());
    } else {
      sink.write(bytes);
    }
    bytesUnderWay -= before - bytes.remaining();
    return bytes.hasRemaining() ? Progress.BLOCKED : Progress.DONE;
  }

  /** From now on what arrives is thrown away: there is nobody to take it. */
  void sinkGone() {
    sinkGone = true;
    underWay.removeIf(piece -> piece.kind() == Kind.OPENING);
  }
}
