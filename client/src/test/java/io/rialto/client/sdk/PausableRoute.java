package io.rialto.client.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A way to a node that can fall silent without closing, as a stopped process does. */
final class PausableRoute implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final String target;
  private volatile boolean paused;

  PausableRoute(String target) throws IOException {
    this.target = target;
    daemon(this::accept);
  }

  String endpoint() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  void pause() {
    paused = true;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket from = server.accept();
        Socket to =
            new Socket(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(target.substring(target.indexOf(':') + 1)));
        sockets.add(from);
        sockets.add(to);
        daemon(() -> copy(from, to));
        daemon(() -> copy(to, from));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (paused) {
          never.await();
        }
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException | InterruptedException ended) {
      closeQuietly(from);
    }
    closeQuietly(to);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "pausable-route");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      throw new java.io.UncheckedIOException(alreadyClosed);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    never.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
