package io.rialto.node.raft;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.ops.Member;
import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.ratis.util.ExitUtils;

/** A cluster of one real node. */
final class LoneNode implements AutoCloseable {
  static final String CLUSTER = "lone";
  static final String ID = "n1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Snapshots often, in short files, and keeps no log behind them. */
  private static final RaftSettings SETTINGS =
      new RaftSettings(
          Duration.ofMillis(300),
          Duration.ofMillis(600),
          0,
          2_048,
          UpkeepSettings.standard().withSnapshotEntries(40));

  private static final MachineLimits LIMITS = new MachineLimits(100, 24, 30, 2, 0, 1_000);

  /** What the node would have halted for. */
  final Collection<String> halts;

  private final RaftNode node;

  LoneNode(Path directory) throws IOException {
    this(directory, new ConcurrentLinkedQueue<>());
  }

  /** With halts that can be seen although the node does not start. */
  LoneNode(Path directory, Collection<String> halts) throws IOException {
    this.halts = halts;
    ExitUtils.disableSystemExit();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Member.Address raft = new Member.Address("127.0.0.1", free.getLocalPort());
      node =
          new RaftNode(
              directory,
              CLUSTER,
              ID,
              List.of(new Member(ID, raft, new Member.Address("127.0.0.1", 1))),
              SETTINGS,
              StoreOptions.standard(),
              LIMITS,
              (code, reason, cause) -> halts.add(code + " " + reason + " " + cause));
    }
    node.start();
    await().atMost(PATIENCE).until(() -> node.leadership().leading());
  }

  /** Puts operations into the log, as an entry of their own. */
  EntryResult submit(long stampMillis, Operation... operations) throws Exception {
    return submit(new Entry(0, 0, ID, stampMillis, List.of(), List.of(operations)));
  }

  /** Puts the entry's content into the log; index and term are the engine's. */
  EntryResult submit(Entry entry) throws Exception {
    return node.submit(EntryEncoder.encode(entry)).get(PATIENCE.toSeconds(), SECONDS);
  }

  /** What the node holds, once it has applied the entry. */
  StateView viewAt(long index) throws Exception {
    node.whenApplied(index).get(PATIENCE.toSeconds(), SECONDS);
    return node.view();
  }

  RaftStatus status() throws IOException {
    return node.status();
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
