package io.rialto.node.raft;

import io.rialto.node.ops.Limits;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.util.ProtoUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an election as soon as a majority of nodes have lost the leader's connections, instead of
 * waiting until its silence has lasted for an election timeout.
 *
 * <p>It only says when: votes, terms and logs are the engine's, by the call with which a leader
 * hands leadership over. A call that was wrong (the leader lives, though nobody can be reached by
 * it any more) costs an election and no more. If no majority has lost the leader, or the call does
 * not succeed, the engine's timeout does what it always does.
 *
 * <p>Everything private here runs on the given thread.
 */
final class EarlyElection {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyElection.class);
  private static final long LOOK_AGAIN_MILLIS = 2;

  private final RaftPeerId self;
  private final RaftGroupId groupId;
  private final ScheduledExecutorService thread;
  private final SuccessionWatch succession;
  private final Runnable leadershipChanged;
  private final LeaderLines lines = new LeaderLines(this::changed);
  private final LeaderLosses losses;
  private volatile RaftServer server;
  private volatile Consumer<LeaderLoss> teller = loss -> {};
  private LeaderLoss own;
  private long ownNanos;

  /**
   * @param members the ids of all nodes of the cluster
   * @param leadershipChanged called when {@link #isLost} may have changed
   */
  EarlyElection(
      RaftPeerId self,
      RaftGroupId groupId,
      Set<String> members,
      ScheduledExecutorService thread,
      SuccessionWatch succession,
      Runnable leadershipChanged) {
    this.self = self;
    this.groupId = groupId;
    this.thread = thread;
    this.succession = succession;
    this.leadershipChanged = leadershipChanged;
    losses = new LeaderLosses(members);
  }

  /** What the engine's server is to be made with. */
  LeaderLines lines() {
    return lines;
  }

  /** From now on there is an engine to call elections of. */
  void start(RaftServer engine) {
    server = engine;
  }

  /** The teller tells all other nodes; it must not block. */
  void onLoss(Consumer<LeaderLoss> tellOthers) {
    teller = tellOthers;
  }

  /** Whether a leader's connections have all ended: it should not be counted on. Any thread. */
  boolean isLost(RaftPeerId leader) {
    return lines.isLost(leader.toString());
  }

  /** Another node has lost a leader. Any thread. */
  void told(LeaderLoss loss) {
    onThread(
        () -> {
          losses.heard(loss, System.nanoTime());
          callIfMine();
        });
  }

  private void changed(String leader) {
    long lostNanos = System.nanoTime();
    onThread(
        () -> {
          leadershipChanged.run();
          lookAt(leader, lostNanos);
        });
  }

  private void onThread(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("stopping: no election is called any more");
    }
  }

  /** What the engine has been handed must be in the log first: it counts in the choice. */
  private void lookAt(String leader, long lostNanos) {
    try {
      if (!follows(leader) || !lines.isLost(leader) || !isRecent(lostNanos)) {
        return;
      }
      RaftServer.Division division = server.getDivision(groupId);
      DivisionInfo info = division.getInfo();
      if (info.getRoleInfoProto().getFollowerInfo().getOutstandingOp() > 0) {
        thread.schedule(() -> lookAt(leader, lostNanos), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        return;
      }
      TermIndex last = division.getRaftLog().getLastEntryTermIndex();
      if (last != null) {
        succession.leaderLost();
        own =
            new LeaderLoss(
                self.toString(),
                leader,
                info.getCurrentTerm(),
                last.getTerm(),
                last.getIndex(),
                info.getLastAppliedIndex());
        ownNanos = lostNanos;
        LOG.info("term {}: the connections of {}, the leader, have ended", own.term(), leader);
        teller.accept(own);
        callIfMine();
      }
    } catch (IOException | RejectedExecutionException e) {
      LOG.debug("no election is called: the engine is not there", e);
    }
  }

  private boolean follows(String leader) throws IOException {
    if (server == null) {
      return false;
    }
    DivisionInfo info = server.getDivision(groupId).getInfo();
    return info.isFollower()
        && info.getLeaderId() != null
        && info.getLeaderId().toString().equals(leader);
  }

  private static boolean isRecent(long nanos) {
    return System.nanoTime() - nanos
        <= TimeUnit.MILLISECONDS.toNanos(Limits.LEADER_LOSS_MILLIS_MAX);
  }

  private void callIfMine() {
    try {
      boolean stillLost =
          own != null
              && isRecent(ownNanos)
              && follows(own.leaderId())
              && lines.isLost(own.leaderId())
              && server.getDivision(groupId).getInfo().getCurrentTerm() == own.term();
      if (stillLost && losses.fallsTo(own, System.nanoTime())) {
        LeaderLoss mine = own;
        own = null;
        call(mine);
      }
    } catch (IOException e) {
      LOG.warn("an election could not be called; the engine's timeout follows", e);
    }
  }

  /**
   * In the lost leader's name, for its own last term: the engine refuses if it knows of a newer
   * one.
   */
  private void call(LeaderLoss loss) throws IOException {
    boolean called =
        server
            .startLeaderElection(
                StartLeaderElectionRequestProto.newBuilder()
                    .setServerRequest(
                        RaftRpcRequestProto.newBuilder()
                            .setRequestorId(RaftPeerId.valueOf(loss.leaderId()).toByteString())
                            .setReplyId(self.toByteString())
                            .setRaftGroupId(ProtoUtils.toRaftGroupIdProtoBuilder(groupId)))
                    .setLeaderLastEntry(
                        TermIndex.valueOf(loss.lastTerm(), loss.lastIndex()).toProto())
                    .build())
            .getServerReply()
            .getSuccess();
    LOG.info(
        "term {}: a majority has lost {}; this node {} an election",
        loss.term(),
        loss.leaderId(),
        called ? "calls" : "may not call");
  }
}
