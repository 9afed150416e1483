package io.rialto.node;

import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.rialto.proto.cluster.ClusterGrpc;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.StatusRequest;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.TradingGrpc;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Three nodes as processes of their own, started from the classes under test. */
final class NodeProcesses implements AutoCloseable {
  /** Cold programs on a slow and busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  static final List<String> IDS = List.of("n1", "n2", "n3");

  private record Ports(int raft, int service, int health) {}

  static final Function<String, Map<String, String>> NO_ENVIRONMENT = node -> Map.of();

  private static final Duration CALL_MAX = Duration.ofSeconds(10);

  private final Path directory;
  private final Function<String, Map<String, String>> environment;
  private final List<String> options;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Ports> ports = new TreeMap<>();
  private final Map<String, Process> processes = new TreeMap<>();

  /**
   * @param directory the nodes' data, each below its id, and what they print
   * @param environment what a node's process finds in its environment besides ours
   * @param options further options of each node
   */
  NodeProcesses(
      Path directory, Function<String, Map<String, String>> environment, String... options)
      throws IOException {
    this.directory = directory;
    this.environment = environment;
    this.options = List.of(options);
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * IDS.size(); i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> free = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (int i = 0; i < IDS.size(); i++) {
        ports.put(IDS.get(i), new Ports(free.get(3 * i), free.get(3 * i + 1), free.get(3 * i + 2)));
      }
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** A new one below target, where a failure leaves what is needed to understand it. */
  static Path directory(String name) throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    return Files.createTempDirectory(target, name + "-");
  }

  void startAll() throws IOException {
    for (String node : IDS) {
      start(node);
    }
  }

  /**
   * @param further options of this node
   */
  void start(String node, String... further) throws IOException {
    String members =
        IDS.stream()
            .map(
                id ->
                    "%s=127.0.0.1:%d/127.0.0.1:%d"
                        .formatted(id, ports.get(id).raft(), ports.get(id).service()))
            .collect(Collectors.joining(","));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                "--id=" + node,
                "--data=" + directory.resolve(node),
                "--members=" + members,
                "--health=127.0.0.1:" + ports.get(node).health(),
                "--bootstrap"));
    command.addAll(options);
    command.addAll(List.of(further));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment.apply(node));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()));
    processes.put(node, builder.start());
  }

  Process process(String node) {
    return processes.get(node);
  }

  /** Where a node's engine listens. */
  String engineAddress(String node) {
    return "127.0.0.1:" + ports.get(node).raft();
  }

  /** What all of a node's processes printed. */
  Path log(String node) {
    return directory.resolve(node + ".log");
  }

  /** What a node says of its health, each in its way. */
  record HealthAnswers(HttpResponse<String> live, HttpResponse<String> ready, ServingStatus grpc) {}

  HealthAnswers health(String node) throws IOException, InterruptedException {
    ManagedChannel channel = channel(node);
    try {
      ServingStatus grpc =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(CALL_MAX.toSeconds(), TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus();
      return new HealthAnswers(get(node, "live"), get(node, "ready"), grpc);
    } finally {
      channel.shutdownNow();
    }
  }

  /** Why a node is not ready; empty if it is, or if it does not answer yet. */
  String readyReasons(String node) throws IOException, InterruptedException {
    try {
      HttpResponse<String> ready = get(node, "ready");
      return ready.statusCode() == 200 ? "" : ready.body();
    } catch (ConnectException notYet) {
      return "";
    }
  }

  private HttpResponse<String> get(String node, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + ports.get(node).health() + "/" + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(CALL_MAX).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The node that leads, as the nodes say. */
  String leader() {
    return await()
        .atMost(PATIENCE)
        .ignoreException(StatusRuntimeException.class)
        .until(() -> status("n1").getLeaderId(), id -> !id.isEmpty());
  }

  NodeStatus status(String node) {
    ManagedChannel channel = channel(node);
    try {
      return ClusterGrpc.newBlockingStub(channel)
          .withDeadlineAfter(CALL_MAX.toSeconds(), TimeUnit.SECONDS)
          .status(StatusRequest.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel channel(String node) {
    return NettyChannelBuilder.forAddress("127.0.0.1", ports.get(node).service())
        .usePlaintext()
        .build();
  }

  /**
   * Sends one command to a node, which passes it on to the leader; again under its id until it is
   * acknowledged.
   */
  void awaitAdded(String node, String requestId) {
    ManagedChannel channel = channel(node);
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .ignoreException(StatusRuntimeException.class)
          .until(() -> add(channel, requestId).getCode() == ResultCode.OK);
    } finally {
      channel.shutdownNow();
    }
  }

  private static Reply add(ManagedChannel channel, String requestId) {
    Command command =
        Command.newBuilder().setKind(CommandKind.ADD).setUser("alice").setAmountCents(100).build();
    return TradingGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_MAX.toSeconds(), TimeUnit.SECONDS)
        .execute(ExecuteRequest.newBuilder().setRequestId(requestId).setCommand(command).build());
  }

  @Override
  public void close() {
    processes.values().forEach(process -> process.destroyForcibly().onExit().join());
  }
}
