package io.rialto.node.ingress;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.rialto.node.quotes.QuoteKeys;
import io.rialto.node.quotes.ScriptedQuoteProxy;
import io.rialto.node.raft.LocalMachine;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.OpenSessionRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.TradingGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An ingress on a port, over a machine of its own, with a scripted quote proxy, and a caller. */
final class TestNode implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final LocalMachine machine;
  final ScriptedQuoteProxy proxy = new ScriptedQuoteProxy("key1");
  final Collection<String> halts = new ConcurrentLinkedQueue<>();
  final AtomicInteger stepDowns = new AtomicInteger();
  final Ingress ingress;
  final String endpoint;
  final ManagedChannel channel;

  /** A node that leads. */
  TestNode() {
    this("n1", new ConcurrentHashMap<>());
  }

  /**
   * @param endpoints of all nodes; this one's is added
   */
  TestNode(String nodeId, Map<String, String> endpoints) {
    this(nodeId, endpoints, InstantSource.system());
  }

  TestNode(String nodeId, Map<String, String> endpoints, InstantSource clock) {
    this(nodeId, endpoints, clock, List.of());
  }

  /**
   * @param restored entries that its state held before anything else of it began
   */
  TestNode(
      String nodeId,
      Map<String, String> endpoints,
      InstantSource clock,
      Collection<LogEntry> restored) {
    machine = new LocalMachine(nodeId);
    restored.forEach(entry -> machine.submit(entry).join());
    try {
      Path keys = Files.createTempFile("quote-keys", ".txt");
      proxy.writeKeys(keys);
      IngressOptions options =
          new IngressOptions(
              nodeId,
              new InetSocketAddress("127.0.0.1", 0),
              endpoints,
              List.of(proxy.endpoint()),
              QuoteKeys.ofFile(keys),
              clock);
      Files.delete(keys);
      ingress =
          new Ingress(
              machine,
              options,
              stepDowns::incrementAndGet,
              (code, reason, cause) -> halts.add(code + " " + reason + " " + cause),
              List.of());
      endpoint = "127.0.0.1:" + ingress.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    endpoints.put(nodeId, endpoint);
    channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().build();
  }

  TradingGrpc.TradingBlockingStub calls() {
    return TradingGrpc.newBlockingStub(channel)
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  TradingGrpc.TradingFutureStub futures() {
    return TradingGrpc.newFutureStub(channel)
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** A new session with a stream of its own. */
  TestStream openStream() {
    long session = calls().openSession(OpenSessionRequest.getDefaultInstance()).getSession();
    return new TestStream(channel, session);
  }

  Reply execute(Command command) {
    return calls().execute(ExecuteRequest.newBuilder().setCommand(command).build());
  }

  static Command add(String user, long cents) {
    return Command.newBuilder()
        .setKind(CommandKind.ADD)
        .setUser(user)
        .setAmountCents(cents)
        .build();
  }

  static Command quote(String user, String symbol) {
    return Command.newBuilder().setKind(CommandKind.QUOTE).setUser(user).setSymbol(symbol).build();
  }

  static Command buy(String user, String symbol, long cents) {
    return Command.newBuilder()
        .setKind(CommandKind.BUY)
        .setUser(user)
        .setSymbol(symbol)
        .setAmountCents(cents)
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    ingress.close();
    machine.close();
    proxy.close();
  }
}
