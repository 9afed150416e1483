package io.rialto.node.raft;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.util.AwaitForSignal;

/**
 * The engine's gRPC transport with three corrections: a leader believes a follower that says where
 * its log ends, sends no snapshot to one that does not answer, and the threads that send entries
 * are woken for something to send.
 *
 * <p>A node that comes back with an empty directory answers INCONSISTENCY and asks for entry 0. The
 * engine (3.3.0) insists on what the node had acknowledged before, asks again from there, and
 * neither entries nor a snapshot ever are sent (RATIS-2523). Going back to what the follower asks
 * for is safe: it receives again, at worst, what it has.
 *
 * <p>A sender that begins with a snapshot while nobody is there waits for the answer to its first
 * chunks until they time out, however soon it learns that the connection has failed; a node that
 * comes back meanwhile hears nothing from its leader. One that has answered a heartbeat of late is
 * there.
 *
 * <p>The engine wakes a sender for each answer of each follower and for each commit as well, mostly
 * to find nothing to do; and what it signals while the sender is about to rest is lost ({@link
 * WakeUp}).
 */
public final class NodeRpc implements RpcType {

  /** Made by the engine, which is given the name of this class. */
  public NodeRpc() {}

  @Override
  public String name() {
    return SupportedRpcType.GRPC.name();
  }

  @Override
  public RpcFactory newFactory(Parameters parameters) {
    return new Factory(parameters);
  }

  private static final class Factory extends GrpcFactory {

    Factory(Parameters parameters) {
      super(parameters);
    }

    @Override
    public LogAppender newLogAppender(
        RaftServer.Division server, LeaderState leader, FollowerInfo follower) {
      return new Sender(server, leader, follower);
    }
  }

  private static final class Sender extends GrpcLogAppender {

    private final WakeUp wakeUp = new WakeUp(this);

    /** Whether the follower needs a snapshot that it is not sent yet; of the sender's thread. */
    private boolean withheld;

    Sender(RaftServer.Division server, LeaderState leader, FollowerInfo follower) {
      super(server, leader, follower);
    }

    /**
     * A heartbeat that is due is something to send, too. A commit alone is not: a follower learns
     * of it with the next entry or heartbeat.
     */
    @Override
    public void notifyLogAppender() {
      if (shouldSendAppendEntries()) {
        super.notifyLogAppender();
      }
    }

    @Override
    public AwaitForSignal getEventAwaitForSignal() {
      return wakeUp;
    }

    @Override
    public SnapshotInfo shouldInstallSnapshot() {
      SnapshotInfo snapshot = super.shouldInstallSnapshot();
      withheld = snapshot != null && isSilent();
      return withheld ? null : snapshot;
    }

    private boolean isSilent() {
      return getFollower().getLastRpcResponseTime().elapsedTimeMs()
          > getServer().properties().maxRpcTimeoutMs();
    }

    /** The entries that a follower in need of a snapshot lacks are not there to be sent. */
    @Override
    public AppendEntriesRequestProto newAppendEntriesRequest(long callId, boolean heartbeat)
        throws RaftLogIOException {
      return super.newAppendEntriesRequest(callId, heartbeat || withheld);
    }

    /** A heartbeat is all that there is to send, and not more often than it is due. */
    @Override
    public long getWaitTimeMs() {
      return withheld ? getHeartbeatWaitTimeMs() : super.getWaitTimeMs();
    }

    @Override
    protected long getNextIndexForInconsistency(long requestFirstIndex, long replyNextIndex) {
      boolean refusedAlready =
          replyNextIndex == requestFirstIndex && replyNextIndex > RaftLog.LEAST_VALID_LOG_INDEX;
      return refusedAlready ? replyNextIndex - 1 : replyNextIndex;
    }
  }
}
