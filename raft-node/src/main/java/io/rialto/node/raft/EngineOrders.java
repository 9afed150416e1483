package io.rialto.node.raft;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;

/** What a node orders its own engine to do beside replicating entries. Thread-safe. */
final class EngineOrders {
  private static final long SNAPSHOT_MILLIS_MAX = 60_000;
  private static final long HAND_OVER_MILLIS_MAX = 3_000;

  private final RaftServer server;
  private final RaftPeerId self;
  private final RaftGroupId group;
  // The engine remembers (client, call) pairs for a while: a new client id for each start.
  private final ClientId clientId = ClientId.randomId();
  private final AtomicLong callIds = new AtomicLong();

  EngineOrders(RaftServer server, RaftPeerId self, RaftGroupId group) {
    this.server = server;
    this.self = self;
    this.group = group;
  }

  /**
   * Takes a snapshot on the engine's apply thread.
   *
   * @return the newest snapshot's index, an older one's if nothing was applied since; fails if none
   *     came about
   */
  CompletableFuture<Long> snapshot() {
    return server
        .snapshotManagementAsync(
            SnapshotManagementRequest.newCreate(
                clientId, self, group, callIds.incrementAndGet(), SNAPSHOT_MILLIS_MAX, 1))
        .thenApply(EngineOrders::successful)
        .thenApply(RaftClientReply::getLogIndex);
  }

  /**
   * Gives leadership up.
   *
   * @param to the member that is to have it; null for whichever the others elect
   * @return ends when this node no longer leads; fails if it never did, or still does
   */
  CompletableFuture<Void> handOver(String to) {
    TransferLeadershipRequest request =
        new TransferLeadershipRequest(
            clientId,
            self,
            group,
            callIds.incrementAndGet(),
            to == null ? null : RaftPeerId.valueOf(to),
            HAND_OVER_MILLIS_MAX);
    try {
      return server
          .transferLeadershipAsync(request)
          .thenApply(EngineOrders::successful)
          .thenApply(reply -> null);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static RaftClientReply successful(RaftClientReply reply) {
    if (!reply.isSuccess()) {
      throw new CompletionException(reply.getException());
    }
    return reply;
  }
}
