package io.rialto.node.ingress;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.rialto.node.raft.LeaderLoss;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.proto.cluster.ClockReading;
import io.rialto.proto.cluster.ClockRequest;
import io.rialto.proto.cluster.HashReportReply;
import io.rialto.proto.cluster.HashReportRequest;
import io.rialto.proto.cluster.LeaderLossReply;
import io.rialto.proto.cluster.LeaderLossRequest;
import io.rialto.proto.cluster.PeersGrpc;
import io.rialto.proto.log.HashReport;
import java.time.InstantSource;

/**
 * Takes what other nodes report and say of the leader, and tells them the time and its progress.
 */
final class PeerService extends PeersGrpc.PeersImplBase {
  private static final int HASH_BYTES = 32;

  private final ReplicatedMachine machine;
  private final Sequencer sequencer;
  private final InstantSource clock;
  private volatile long appliedIndex;

  PeerService(ReplicatedMachine machine, Sequencer sequencer, InstantSource clock) {
    this.machine = machine;
    this.sequencer = sequencer;
    this.clock = clock;
    machine.onApplied(result -> appliedIndex = result.index());
  }

  @Override
  public void reportHash(HashReportRequest request, StreamObserver<HashReportReply> replies) {
    if (request.getHash().size() != HASH_BYTES) {
      replies.onError(
          Status.INVALID_ARGUMENT.withDescription("a hash has 32 bytes").asRuntimeException());
      return;
    }
    sequencer.report(
        HashReport.newBuilder()
            .setNodeId(request.getNodeId())
            .setLogIndex(request.getLogIndex())
            .setHash(request.getHash())
            .build());
    replies.onNext(HashReportReply.getDefaultInstance());
    replies.onCompleted();
  }

  @Override
  public void loseLeader(LeaderLossRequest request, StreamObserver<LeaderLossReply> replies) {
    machine.leaderLostBy(
        new LeaderLoss(
            request.getNodeId(),
            request.getLeaderId(),
            request.getTerm(),
            request.getLastTerm(),
            request.getLastLogIndex(),
            request.getAppliedLogIndex()));
    replies.onNext(LeaderLossReply.getDefaultInstance());
    replies.onCompleted();
  }

  @Override
  public void readClock(ClockRequest request, StreamObserver<ClockReading> replies) {
    replies.onNext(
        ClockReading.newBuilder()
            .setTimeMillis(clock.millis())
            .setAppliedLogIndex(appliedIndex)
            .build());
    replies.onCompleted();
  }
}
