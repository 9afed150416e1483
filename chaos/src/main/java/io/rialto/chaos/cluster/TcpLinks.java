package io.rialto.chaos.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Links between the nodes' engines in this program, for any machine and any user: each node reaches
 * each other over a port of its own here, and what passes is held back as the rules say.
 *
 * <p>The links work on TCP streams, not on packets. What a cut way holds back arrives when it is
 * healed, as TCP's repeating would have it; nothing is lost, and nothing can arrive twice. A
 * connection can be begun over a cut way, but stays silent. One thread serves all links.
 */
final class TcpLinks implements Network, AutoCloseable {

  private static final Set<Effect> EFFECTS =
      Set.copyOf(EnumSet.of(Effect.CUT, Effect.DELAY, Effect.JITTER, Effect.LOSS));

  /** A port at which one node finds another, with the rules of the way there and back. */
  private record Entrance(
      ServerSocketChannel door, InetSocketAddress target, LinkRule there, LinkRule back) {}

  private final Selector selector = Selector.open();
  private final Map<Way, LinkRule> rules = new HashMap<>();
  private final Map<Way, String> endpoints = new HashMap<>();
  private final Set<LinkConnection> connections = new HashSet<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(ClusterLimits.LINK_READ_BYTES);
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closing;

  /**
   * Opens a link from each node to each other.
   *
   * @param engines host:port at which each node's engine listens, by id
   */
  static TcpLinks open(Map<String, String> engines, RandomGenerator random) throws IOException {
    TcpLinks links = new TcpLinks();
    try {
      for (Way way : Partition.ways(engines.keySet())) {
        links.rules.put(way, new LinkRule(random));
      }
      for (Way way : links.rules.keySet()) {
        links.openDoor(way, Ports.address(engines.get(way.to())));
      }
    } catch (IOException | RuntimeException failure) {
      links.closeAll();
      throw failure;
    }
    Thread thread = new Thread(links::serve, "links");
    thread.setDaemon(true);
    thread.start();
    return links;
  }

  private TcpLinks() throws IOException {}

  private void openDoor(Way way, InetSocketAddress target) throws IOException {
    ServerSocketChannel door = ServerSocketChannel.open();
    Entrance entrance = new Entrance(door, target, rules.get(way), rules.get(way.back()));
    door.configureBlocking(false);
    door.register(selector, SelectionKey.OP_ACCEPT, entrance);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoints.put(way, Programs.loopback(door.socket().getLocalPort()));
  }

  /** Where the first node is to look for the other. */
  String endpoint(Way way) {
    return endpoints.get(way);
  }

  @Override
  public Set<Effect> effects() {
    return EFFECTS;
  }

  @Override
  public void cut(String from, String to) throws ClusterException {
    LinkRule rule = rule(new Way(from, to));
    order(rule::cut);
  }

  @Override
  public void shape(String from, String to, Traffic traffic) throws ClusterException {
    LinkRule rule = rule(new Way(from, to));
    traffic.requireAmong(EFFECTS);
    order(() -> rule.shape(traffic));
  }

  @Override
  public void heal() throws ClusterException {
    order(() -> rules.values().forEach(rule -> rule.shape(Traffic.STRAIGHT)));
  }

  private LinkRule rule(Way way) {
    LinkRule rule = rules.get(way);
    if (rule == null) {
      throw new IllegalArgumentException("no way " + way + " in this network");
    }
    return rule;
  }

  /** Has something done by the links' thread; returns when it is done. */
  private void order(Runnable change) throws ClusterException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    orders.add(
        () -> {
          change.run();
          done.complete(null);
        });
    selector.wakeup();
    try {
      CompletableFuture.anyOf(done, ended)
          .get(ClusterLimits.NETWORK_ORDER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ClusterException("the links between the nodes have failed", e.getCause());
    } catch (TimeoutException e) {
      throw new ClusterException("the links between the nodes do not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the links between the nodes changed", e);
    }
    if (!done.isDone()) {
      throw new ClusterException("the links between the nodes are closed");
    }
  }

  private void serve() {
    try {
      passUntilClosing();
      ended.complete(null);
    } catch (IOException | RuntimeException failure) {
      ended.completeExceptionally(failure);
    }
  }

  private void passUntilClosing() throws IOException {
    try {
      while (!closing) {
        awaitWork();
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
          order.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          take(key);
        }
        selector.selectedKeys().clear();
        advanceAll();
      }
    } finally {
      closeAll();
    }
  }

  private void awaitWork() throws IOException {
    long nowNanos = System.nanoTime();
    long dueInNanos = Long.MAX_VALUE;
    for (LinkConnection connection : connections) {
      dueInNanos = Math.min(dueInNanos, connection.dueInNanos(nowNanos));
    }
    if (!orders.isEmpty()) {
      selector.selectNow();
    } else if (dueInNanos == Long.MAX_VALUE) {
      selector.select();
    } else {
      // Rounded up: the selector waits whole milliseconds, and none would be no wait at all.
      selector.select(TimeUnit.NANOSECONDS.toMillis(dueInNanos) + 1);
    }
  }

  private void take(SelectionKey key) throws IOException {
    if (key.attachment() instanceof Entrance entrance) {
      accept(entrance);
    } else if (key.isValid() && key.isReadable()) {
      ((LinkConnection) key.attachment()).read(key, buffer, System.nanoTime());
    }
  }

  private void accept(Entrance entrance) throws IOException {
    SocketChannel caller = entrance.door().accept();
    if (caller == null) {
      return;
    }
    if (connections.size() >= ClusterLimits.LINK_CONNECTIONS_MAX) {
      caller.close();
      return;
    }
    try {
      connections.add(
          new LinkConnection(
              caller,
              entrance.target(),
              entrance.there(),
              entrance.back(),
              selector,
              System.nanoTime()));
    } catch (IOException endedBeforeItBegan) {
      caller.close();
    }
  }

  private void advanceAll() throws IOException {
    for (LinkConnection connection : connections) {
      connection.advance(System.nanoTime());
    }
    connections.removeIf(LinkConnection::isOver);
  }

  private void closeAll() throws IOException {
    for (LinkConnection connection : connections) {
      connection.abort();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** Ends all connections and the thread; does nothing the second time. */
  @Override
  public void close() throws ClusterException {
    closing = true;
    selector.wakeup();
    try {
      ended.get(ClusterLimits.NETWORK_ORDER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ClusterException("the links between the nodes did not end well", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the links between the nodes ended", e);
    }
  }
}
