package io.rialto.node.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Health over plain HTTP, for supervisors that know no gRPC: {@code /live} and {@code /ready}
 * answer 200 or 503 and say why not, as JSON: {@code {"ready":false,"reasons":["no leader is
 * known"]}}. It serves from before the engine starts until the process ends, so that each state can
 * be seen.
 */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread named = new Thread(task, "rialto-health");
            named.setDaemon(true);
            return named;
          });

  /**
   * Serves at once.
   *
   * @param listen port 0 takes a free one
   * @param health asked with each call
   * @throws IOException if the address cannot be bound
   */
  public HealthServer(InetSocketAddress listen, Supplier<Health> health) throws IOException {
    server = HttpServer.create(listen, 0);
    serve("/live", "live", () -> health.get().notLive());
    serve("/ready", "ready", () -> reasonsNotReady(health.get()));
    server.setExecutor(thread);
    server.start();
  }

  private static List<String> reasonsNotReady(Health health) {
    return health.live() ? health.notReady() : health.notLive();
  }

  private void serve(String path, String name, Supplier<List<String>> reasons) {
    server.createContext(
        path,
        exchange -> {
          List<String> against = reasons.get();
          answer(exchange, against.isEmpty() ? 200 : 503, json(name, against));
        });
  }

  private static String json(String name, List<String> reasons) {
    Function<String, String> quoted =
        reason -> '"' + reason.replaceAll("[\\p{Cntrl}\\\\\"]", " ") + '"';
    return "{\""
        + name
        + "\":"
        + reasons.isEmpty()
        + ",\"reasons\":["
        + reasons.stream().map(quoted).collect(Collectors.joining(","))
        + "]}\n";
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdown();
  }
}
