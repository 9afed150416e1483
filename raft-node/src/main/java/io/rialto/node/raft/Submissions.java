package io.rialto.node.raft;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.server.RaftServer;

/** Hands entries to the engine, and says what its refusals mean for them. Any thread. */
final class Submissions {
  private final RaftServer server;
  private final RaftPeerId self;
  private final RaftGroupId group;
  // The engine remembers (client, call) pairs for a while: a new client id for each start.
  private final ClientId clientId = ClientId.randomId();
  private final AtomicLong callIds = new AtomicLong();

  Submissions(RaftServer server, RaftPeerId self, RaftGroupId group) {
    this.server = server;
    this.self = self;
    this.group = group;
  }

  /** The message's result fails with {@link NotReplicatedException} if the engine gives it up. */
  void submit(EntryMessage message) {
    RaftClientRequest request =
        RaftClientRequest.newBuilder()
            .setClientId(clientId)
            .setServerId(self)
            .setGroupId(group)
            .setCallId(callIds.incrementAndGet())
            .setMessage(message)
            .setType(RaftClientRequest.writeRequestType())
            .build();
    try {
      log()
          .submitClientRequestAsync(request)
          .whenComplete((reply, error) -> settle(message, reply, error));
    } catch (IOException | RuntimeException e) {
      fail(message, "the engine failed", true, e);
    }
  }

  /**
   * The engine (3.3.0) hands a request over to a thread of its own and waits for it to have
   * appended the entry; its division appends on this thread, which costs two switches less.
   */
  private RaftClientAsynchronousProtocol log() throws IOException {
    return server.getDivision(group) instanceof RaftClientAsynchronousProtocol division
        ? division
        : server;
  }

  /** A success has been handed over while the entry was applied; here failures end. */
  private static void settle(EntryMessage message, RaftClientReply reply, Throwable error) {
    if (error != null) {
      fail(message, "the engine failed", true, error);
    } else if (!reply.isSuccess()) {
      // Most of the engine's refusals do not tell whether the entry is in the log already.
      boolean mayStillApply = !(reply.getException() instanceof LeaderNotReadyException);
      fail(message, "the engine gave the entry up", mayStillApply, reply.getException());
    }
  }

  private static void fail(
      EntryMessage message, String reason, boolean mayStillApply, Throwable cause) {
    message
        .result()
        .completeExceptionally(new NotReplicatedException(reason, mayStillApply, cause));
  }
}
