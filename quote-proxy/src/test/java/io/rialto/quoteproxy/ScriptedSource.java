package io.rialto.quoteproxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source on a real socket that answers each request line with what the test says: null for
 * closing without a word.
 */
public final class ScriptedSource implements AutoCloseable {

  /** What a request line is answered with; it may wait, until the source is closed. */
  @FunctionalInterface
  public interface Script {
    String answer(String request) throws InterruptedException;
  }

  private final ServerSocket server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger hits = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Script answer;

  public ScriptedSource(Script answer) throws IOException {
    this.answer = answer;
    threads.execute(this::accept);
  }

  /** The right reply to a request line. */
  public static String right(String request) {
    return "12.34," + request + ",1700000000123,a2V5\n";
  }

  public void answersWith(Script next) {
    answer = next;
  }

  public Endpoint endpoint() {
    return new Endpoint("127.0.0.1", server.getLocalPort());
  }

  public int hits() {
    return hits.get();
  }

  public List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> converse(socket));
      } catch (IOException | RejectedExecutionException e) {
        if (!server.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String request = in.readLine();
      hits.incrementAndGet();
      requests.add(request);
      String reply = answer.answer(request);
      if (reply != null) {
        socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (!server.isClosed() && !socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
