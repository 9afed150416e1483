package io.rialto.chaos.promises;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way from one node to another, which can be cut: connections stay and take bytes, but nothing
 * arrives any more, as in a network that is torn. Healing ends what was connected meanwhile, for
 * its bytes are lost.
 */
final class TcpLink implements AutoCloseable {

  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String host;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  TcpLink(String target) throws IOException {
    int colon = target.lastIndexOf(':');
    host = target.substring(0, colon);
    port = Integer.parseInt(target.substring(colon + 1));
    start(this::accept, "link-to-" + port);
  }

  /** Where the first node is to connect to. */
  String endpoint() {
    return "127.0.0.1:" + entrance.getLocalPort();
  }

  void cut() {
    cut = true;
  }

  void heal() {
    cut = false;
    open.forEach(TcpLink::end);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        connect(entrance.accept());
      } catch (IOException closed) {
        // Either the link is closed, or this one connection ended before it began.
        continue;
      }
    }
  }

  private void connect(Socket caller) throws IOException {
    open.add(caller);
    Socket target;
    try {
      target = new Socket(host, port);
    } catch (IOException nobodyThere) {
      end(caller);
      open.remove(caller);
      throw nobodyThere;
    }
    open.add(target);
    start(() -> pass(caller, target), "link-there-" + port);
    start(() -> pass(target, caller), "link-back-" + port);
  }

  private void pass(Socket from, Socket to) {
    byte[] bytes = new byte[64 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (!cut) {
          out.write(bytes, 0, count);
        }
      }
    } catch (IOException oneSideEnded) {
      // Then the other side ends too, below.
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket does not close", e);
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    open.forEach(TcpLink::end);
  }
}
