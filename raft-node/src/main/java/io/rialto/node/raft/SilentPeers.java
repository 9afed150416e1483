package io.rialto.node.raft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpcWithProxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up connections to other nodes that have hung, and begins new ones.
 *
 * <p>When a network is cut, a connection over it hangs: nothing tells its ends. TCP then sends
 * again in ever longer intervals, and when the network is healed, the connection may sleep on for
 * as long as the cut has lasted. The engine (3.3.0) neither asks its connections whether they live
 * nor leaves one that is silent; a new one works as soon as the network does.
 */
final class SilentPeers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SilentPeers.class);

  /** Longer than a request of the engine may take, and than a busy node is silent. */
  private static final long SILENT_MILLIS = 5_000;

  private final RaftServer server;
  private final List<RaftPeerId> others;

  /**
   * Giving a connection up takes the engine up to a few seconds: the next attempts are not to wait
   * for it. There are few at once, as each comes {@link #SILENT_MILLIS} after the one before.
   */
  private final ExecutorService renewals =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "raft-renewal");
            thread.setDaemon(true);
            return thread;
          });

  private final Map<RaftPeerId, Long> renewedNanos = new HashMap<>();
  private long ledNanos = System.nanoTime();

  SilentPeers(RaftServer server, RaftGroup group, RaftPeerId self) {
    this.server = server;
    this.others =
        group.getPeers().stream().map(RaftPeer::getId).filter(id -> !id.equals(self)).toList();
  }

  /** Looks whether another node has been silent for too long; called regularly by one thread. */
  void look(DivisionInfo engine) {
    long nowNanos = System.nanoTime();
    if (engine.getLeaderId() != null) {
      ledNanos = nowNanos;
    }
    if (engine.isLeader()) {
      for (ServerRpcProto follower :
          engine.getRoleInfoProto().getLeaderInfo().getFollowerInfoList()) {
        if (follower.getLastRpcElapsedTimeMs() > SILENT_MILLIS) {
          renew(RaftPeerId.valueOf(follower.getId().getId()), nowNanos);
        }
      }
    } else if (isLongAgo(ledNanos, nowNanos)) {
      // Votes are asked for over the same connections.
      others.forEach(other -> renew(other, nowNanos));
    }
  }

  private static boolean isLongAgo(long thenNanos, long nowNanos) {
    return nowNanos - thenNanos > TimeUnit.MILLISECONDS.toNanos(SILENT_MILLIS);
  }

  private void renew(RaftPeerId peer, long nowNanos) {
    Long before = renewedNanos.get(peer);
    if (before == null || isLongAgo(before, nowNanos)) {
      renewedNanos.put(peer, nowNanos);
      renewals.execute(() -> renew(peer));
    }
  }

  private void renew(RaftPeerId peer) {
    LOG.debug("{} is silent: its connections are given up for new ones", peer);
    ((RaftServerRpcWithProxy<?, ?>) server.getServerRpc()).getProxies().resetProxy(peer);
  }

  @Override
  public void close() {
    renewals.shutdownNow();
  }
}
