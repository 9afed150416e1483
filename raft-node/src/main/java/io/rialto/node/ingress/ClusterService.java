package io.rialto.node.ingress;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.ops.Member;
import io.rialto.node.raft.ApplyFigures;
import io.rialto.node.raft.Leadership;
import io.rialto.node.raft.RaftNode;
import io.rialto.node.raft.RaftStatus;
import io.rialto.node.raft.SnapshotFigures;
import io.rialto.node.raft.Succession;
import io.rialto.proto.cluster.ClusterGrpc;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import io.rialto.proto.cluster.ServiceFigures;
import io.rialto.proto.cluster.StatusRequest;
import io.rialto.proto.cluster.SuccessionFigures;
import io.rialto.proto.cluster.TakeSnapshotReply;
import io.rialto.proto.cluster.TakeSnapshotRequest;
import io.rialto.proto.cluster.TransferLeadershipReply;
import io.rialto.proto.cluster.TransferLeadershipRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Says how this node is, and does what its operator orders. Never forwarded, and answered in every
 * state but starting and stopping.
 */
public final class ClusterService extends ClusterGrpc.ClusterImplBase {
  private final RaftNode node;
  private final String clusterId;
  private final String nodeId;
  private final List<Member> members;
  private volatile AnswerFigures answered = new AnswerFigures();

  public ClusterService(RaftNode node, String clusterId, String nodeId, List<Member> members) {
    this.node = node;
    this.clusterId = clusterId;
    this.nodeId = nodeId;
    this.members = List.copyOf(members);
  }

  /** Where what this node has answered is counted; nothing was until then. */
  public void counts(AnswerFigures figures) {
    answered = figures;
  }

  @Override
  public void status(StatusRequest request, StreamObserver<NodeStatus> replies) {
    NodeStatus status;
    try {
      status = status(request.getHashAtLogIndex());
    } catch (IOException | IllegalStateException e) {
      fail(replies, Status.UNAVAILABLE, "node " + nodeId + " is starting or stopping", e);
      return;
    }
    replies.onNext(status);
    replies.onCompleted();
  }

  @Override
  public void transferLeadership(
      TransferLeadershipRequest request, StreamObserver<TransferLeadershipReply> replies) {
    String to = request.getNodeId();
    if (!to.isEmpty() && members.stream().noneMatch(member -> member.id().equals(to))) {
      fail(replies, Status.FAILED_PRECONDITION, "no member " + to, null);
    } else if (to.equals(nodeId) || !node.leadership().leading()) {
      fail(
          replies,
          Status.FAILED_PRECONDITION,
          "node " + nodeId + " has nothing to hand over",
          null);
    } else {
      node.transferLeadership(to.isEmpty() ? null : to)
          .whenComplete(
              (done, failure) ->
                  answer(replies, TransferLeadershipReply.getDefaultInstance(), failure));
    }
  }

  @Override
  public void takeSnapshot(TakeSnapshotRequest request, StreamObserver<TakeSnapshotReply> replies) {
    node.takeSnapshot()
        .whenComplete(
            (index, failure) ->
                answer(
                    replies,
                    failure == null
                        ? TakeSnapshotReply.newBuilder().setSnapshotLogIndex(index).build()
                        : null,
                    failure));
  }

  /** What the engine could not do now, it may do when asked again. */
  private static <R> void answer(StreamObserver<R> replies, R reply, Throwable failure) {
    if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      fail(replies, Status.UNAVAILABLE, cause.getMessage(), cause);
    } else {
      replies.onNext(reply);
      replies.onCompleted();
    }
  }

  private static void fail(
      StreamObserver<?> replies, Status status, String description, Throwable cause) {
    replies.onError(status.withDescription(description).withCause(cause).asRuntimeException());
  }

  private NodeStatus status(long hashAtIndex) throws IOException {
    RaftStatus raft = node.status();
    Leadership leadership = node.leadership();
    AppliedMark applied = node.withMachine(TradingMachine::applied);
    byte[] hashAt = hashAtIndex == 0 ? null : node.hashAt(hashAtIndex);
    NodeStatus.Builder status =
        NodeStatus.newBuilder()
            .setClusterId(clusterId)
            .setGroupId(raft.groupId())
            .setNodeId(nodeId)
            .setRole(role(raft.role()))
            .setReady(node.ready())
            .setLifeCycle(raft.lifeCycle())
            .setTerm(leadership.term())
            .setLeaderId(leadership.leaderId() == null ? "" : leadership.leaderId())
            .setAppliedLogIndex(applied.index())
            .setLogTimeMillis(applied.logTimeMillis())
            .setHash(ByteString.copyFrom(applied.hash()))
            .setCommitLogIndex(Math.max(0, raft.commitIndex()))
            .setSnapshotLogIndex(raft.snapshotIndex())
            .setUptimeMillis(ManagementFactory.getRuntimeMXBean().getUptime())
            .setProcessId(ProcessHandle.current().pid())
            .setVersion(version())
            .setSnapshots(figures(node.snapshotFigures()))
            .setService(figures(answered, node.applyFigures()));
    Succession succession = node.succession();
    if (!succession.equals(Succession.NONE)) {
      status.setSuccession(figures(succession));
    }
    if (hashAt != null) {
      status.setHashAt(ByteString.copyFrom(hashAt));
    }
    for (Member member : members) {
      status
          .addMembersBuilder()
          .setNodeId(member.id())
          .setRaftEndpoint(member.raft().toString())
          .setEndpoint(member.service().toString());
    }
    return status.build();
  }

  private static io.rialto.proto.cluster.SnapshotFigures figures(SnapshotFigures figures) {
    return io.rialto.proto.cluster.SnapshotFigures.newBuilder()
        .setTaken(figures.taken())
        .setApplyPauseMillisLast(figures.applyPauseMillisLast())
        .setApplyPauseMillisMax(figures.applyPauseMillisMax())
        .setBytes(figures.bytes())
        .setInstalled(figures.installed())
        .setInstallMillisLast(figures.installMillisLast())
        .setOpenedLogIndex(figures.openedIndex())
        .setOpenMillis(figures.openMillis())
        .build();
  }

  private static ServiceFigures figures(AnswerFigures answered, ApplyFigures applied) {
    return ServiceFigures.newBuilder()
        .setAnswered(answered.operations())
        .setAnswerMicros(answered.micros())
        .setEntriesApplied(applied.entries())
        .setOperationsApplied(applied.operations())
        .setApplyMicros(applied.micros())
        .build();
  }

  private static SuccessionFigures figures(Succession succession) {
    return SuccessionFigures.newBuilder()
        .setLostMillis(succession.lostMillis())
        .setElectedMillis(succession.electedMillis())
        .setReadyMillis(succession.readyMillis())
        .setAppliedMillis(succession.appliedMillis())
        .build();
  }

  private static Role role(String name) {
    return switch (name) {
      case "LEADER" -> Role.LEADER;
      case "CANDIDATE" -> Role.CANDIDATE;
      case "FOLLOWER" -> Role.FOLLOWER;
      default -> Role.ROLE_UNSPECIFIED;
    };
  }

  private static String version() {
    String version = ClusterService.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
