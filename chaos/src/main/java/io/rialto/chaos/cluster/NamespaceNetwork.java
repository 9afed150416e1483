package io.rialto.chaos.cluster;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A network of namespaces of this machine, one for each node, whose packets pass a switch in user
 * space: the program {@code network.py} beside this class. It makes all, and takes all away when
 * this process ends, however it ends.
 *
 * <p>Works on packets, as a real network does: what is cut or lost is gone, and TCP has to cope.
 */
final class NamespaceNetwork implements Network, AutoCloseable {

  private static final String PROGRAM = "network.py";
  private static final Set<Effect> EFFECTS = Set.copyOf(EnumSet.allOf(Effect.class));

  /**
   * Where everything is.
   *
   * @param host the address of this machine, as nodes see it
   */
  record Layout(String host, Map<String, Place> nodes) {}

  /** The address of one node, for the others and for this machine, and its namespace's name. */
  record Place(String address, String namespace) {}

  private final Process program;
  private final Path log;
  private final Writer orders;
  private final BufferedReader answers;
  private final Layout layout;

  private NamespaceNetwork(Process program, Path log) throws ClusterException {
    this.program = program;
    this.log = log;
    this.orders = program.outputWriter(StandardCharsets.US_ASCII);
    this.answers = program.inputReader(StandardCharsets.US_ASCII);
    String said = answer(ClusterLimits.NETWORK_BUILD_MAX);
    try {
      this.layout = new ObjectMapper().readValue(said, Layout.class);
    } catch (JacksonException e) {
      throw new ClusterException("the network of namespaces begins with: " + said, e);
    }
  }

  /**
   * Makes a network.
   *
   * @param directory where its program and what that prints are kept
   */
  static NamespaceNetwork open(List<String> nodes, Path directory) throws IOException {
    Files.createDirectories(directory);
    Path script = directory.resolve(PROGRAM);
    try (InputStream source = NamespaceNetwork.class.getResourceAsStream(PROGRAM)) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path log = directory.resolve("network.log");
    List<String> command = new ArrayList<>(List.of("python3", script.toString()));
    command.addAll(nodes);
    Process program =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      return new NamespaceNetwork(program, log);
    } catch (ClusterException failure) {
      // The end of its input makes it take away what it has made so far.
      program.getOutputStream().close();
      throw failure;
    }
  }

  Layout layout() {
    return layout;
  }

  @Override
  public Set<Effect> effects() {
    return EFFECTS;
  }

  @Override
  public void cut(String from, String to) throws ClusterException {
    order("cut " + from + " " + to);
  }

  @Override
  public void shape(String from, String to, Traffic traffic) throws ClusterException {
    order(
        String.format(
            Locale.ROOT,
            "shape %s %s %d %d %f %f",
            from,
            to,
            traffic.delay().toMillis(),
            traffic.jitter().toMillis(),
            traffic.loss(),
            traffic.duplication()));
  }

  @Override
  public void heal() throws ClusterException {
    order("heal");
  }

  private synchronized void order(String line) throws ClusterException {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new ClusterException("the network of namespaces is gone" + LogTail.of(log), e);
    }
    String said = answer(ClusterLimits.NETWORK_ORDER_MAX);
    if (!said.equals("ok")) {
      throw new IllegalArgumentException(said);
    }
  }

  private String answer(Duration patience) throws ClusterException {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
    try {
      String said = line.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (said == null) {
        throw new ClusterException(
            "the network of namespaces has ended; its log " + log + " says:" + LogTail.of(log));
      }
      return said;
    } catch (ExecutionException e) {
      throw new ClusterException("the network of namespaces cannot be heard", e.getCause());
    } catch (TimeoutException e) {
      throw new ClusterException("the network of namespaces does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the network of namespaces changed", e);
    }
  }

  private String readLine() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the network away; returns when all is gone. Does nothing the second time. */
  @Override
  public synchronized void close() throws ClusterException {
    try {
      orders.close();
      if (!program.waitFor(ClusterLimits.NETWORK_BUILD_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ClusterException("the network of namespaces does not end; its log is " + log);
      }
      if (program.exitValue() != 0) {
        throw new ClusterException("the network of namespaces did not end well" + LogTail.of(log));
      }
    } catch (IOException e) {
      throw new ClusterException("the network of namespaces is gone" + LogTail.of(log), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the network of namespaces ended", e);
    }
  }
}
