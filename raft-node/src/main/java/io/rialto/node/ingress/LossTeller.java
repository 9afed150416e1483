package io.rialto.node.ingress;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.rialto.node.ops.Limits;
import io.rialto.node.raft.LeaderLoss;
import io.rialto.proto.cluster.LeaderLossReply;
import io.rialto.proto.cluster.LeaderLossRequest;
import io.rialto.proto.cluster.PeersGrpc;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the other nodes that this one has lost its leader. Thread-safe. */
final class LossTeller {
  private static final Logger LOG = LoggerFactory.getLogger(LossTeller.class);

  private final Leaders leaders;

  LossTeller(Leaders leaders) {
    this.leaders = leaders;
  }

  /** Returns at once; whom it does not reach, it does not reach. */
  void tell(LeaderLoss loss) {
    LeaderLossRequest request =
        LeaderLossRequest.newBuilder()
            .setNodeId(loss.nodeId())
            .setLeaderId(loss.leaderId())
            .setTerm(loss.term())
            .setLastTerm(loss.lastTerm())
            .setLastLogIndex(loss.lastIndex())
            .setAppliedLogIndex(loss.appliedIndex())
            .build();
    for (String other : leaders.others()) {
      if (!other.equals(loss.leaderId())) {
        ManagedChannel channel = leaders.channelTo(other);
        channel.resetConnectBackoff();
        PeersGrpc.newStub(channel)
            .withDeadlineAfter(Limits.LEADER_LOSS_MILLIS_MAX, TimeUnit.MILLISECONDS)
            .loseLeader(request, new Told(other));
      }
    }
  }

  private record Told(String other) implements StreamObserver<LeaderLossReply> {
    @Override
    public void onNext(LeaderLossReply reply) {}

    @Override
    public void onError(Throwable failure) {
      LOG.debug("{} could not be told that the leader is lost", other, failure);
    }

    @Override
    public void onCompleted() {}
  }
}
