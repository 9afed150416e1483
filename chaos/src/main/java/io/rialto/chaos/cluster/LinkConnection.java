package io.rialto.chaos.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection over a link, with its two directions. Used by the links' thread alone. */
final class LinkConnection {

  private final LinkStream there;
  private final LinkStream back;
  private final SelectionKey callerKey;
  private final SelectionKey targetKey;
  private boolean over;

  /** Takes a caller's connection; the target is connected to when the way there lets it. */
  LinkConnection(
      SocketChannel caller,
      InetSocketAddress target,
      LinkRule thereRule,
      LinkRule backRule,
      Selector selector,
      long nowNanos)
      throws IOException {
    SocketChannel called = SocketChannel.open();
    prepare(caller);
    prepare(called);
    there = new LinkStream(thereRule, caller, called);
    back = new LinkStream(backRule, called, caller);
    callerKey = caller.register(selector, 0, this);
    targetKey = called.register(selector, 0, this);
    there.open(target, nowNanos);
  }

  private static void prepare(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  boolean isOver() {
    return over;
  }

  /** Reads what there is to read from the side that is ready. */
  void read(SelectionKey key, ByteBuffer buffer, long nowNanos) {
    (key == callerKey ? there : back).read(buffer, nowNanos);
  }

  /** Hands over what is due, and sets what is to be waited for. */
  void advance(long nowNanos) throws IOException {
    LinkStream.Progress thereProgress = deliver(there, back, nowNanos);
    LinkStream.Progress backProgress = deliver(back, there, nowNanos);
    if (thereProgress == LinkStream.Progress.OVER || backProgress == LinkStream.Progress.OVER) {
      abort();
    } else if (there.endArrived() && back.endArrived()) {
      close();
    } else {
      await(callerKey, there, backProgress);
      await(targetKey, back, thereProgress);
    }
  }

  private static LinkStream.Progress deliver(
      LinkStream stream, LinkStream opposite, long nowNanos) {
    try {
      return stream.deliver(nowNanos);
    } catch (IOException sinkGone) {
      // Whoever sends learns it by way of the other direction.
      stream.sinkGone();
      opposite.sourceGone(nowNanos);
      return LinkStream.Progress.DONE;
    }
  }

  /** Waits for one side: to be read as its stream's source, written to as the other's sink. */
  private static void await(SelectionKey key, LinkStream fromIt, LinkStream.Progress toIt) {
    SocketChannel channel = fromIt.source();
    if (!channel.isOpen()) {
      // It could not be connected to.
      return;
    }
    int operations = 0;
    if (channel.isConnected() && fromIt.wantsBytes()) {
      operations |= SelectionKey.OP_READ;
    }
    if (toIt == LinkStream.Progress.BLOCKED) {
      operations |= channel.isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
    }
    key.interestOps(operations);
  }

  long dueInNanos(long nowNanos) {
    return Math.min(there.dueInNanos(nowNanos), back.dueInNanos(nowNanos));
  }

  /** Ends both sides as if they had never spoken: what was under way is lost. */
  void abort() throws IOException {
    for (SocketChannel channel : new SocketChannel[] {there.source(), there.sink()}) {
      if (channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    }
    close();
  }

  void close() throws IOException {
    over = true;
    there.source().close();
    there.sink().close();
  }
}
