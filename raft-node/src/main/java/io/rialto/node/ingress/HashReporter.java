package io.rialto.node.ingress;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.ops.Limits;
import io.rialto.proto.cluster.HashReportReply;
import io.rialto.proto.cluster.HashReportRequest;
import io.rialto.proto.cluster.PeersGrpc;
import io.rialto.proto.log.HashReport;
import io.rialto.proto.trading.Leader;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what this node's state is after certain entries, to the leader, which puts it into the log.
 *
 * <p>Which entries follows from the entries themselves, so all nodes report the same ones: the
 * first at or above each thousandth, and the first after some seconds of log time. A lost report
 * does no harm: the next one tells the same, because a hash chain never forgets.
 */
final class HashReporter {
  private static final Logger LOG = LoggerFactory.getLogger(HashReporter.class);

  private final Sequencer sequencer;
  private final Leaders leaders;
  private long indexBefore = -1;
  private long logTimeBefore;

  HashReporter(Sequencer sequencer, Leaders leaders) {
    this.sequencer = sequencer;
    this.leaders = leaders;
  }

  /** The apply thread; does nothing but hand over. */
  void applied(EntryResult result) {
    boolean due =
        indexBefore >= 0
            && (differ(indexBefore, result.index(), Limits.HASH_REPORT_ENTRIES)
                || differ(logTimeBefore, result.logTimeMillis(), Limits.HASH_REPORT_MILLIS));
    indexBefore = result.index();
    logTimeBefore = result.logTimeMillis();
    if (due) {
      report(result.index(), result.hash());
    }
  }

  private static boolean differ(long before, long now, long step) {
    return before / step != now / step;
  }

  private void report(long index, byte[] hash) {
    ByteString bytes = ByteString.copyFrom(hash);
    Optional<Leader> elsewhere = leaders.elsewhere();
    if (elsewhere.isEmpty()) {
      sequencer.report(
          HashReport.newBuilder()
              .setNodeId(leaders.nodeId())
              .setLogIndex(index)
              .setHash(bytes)
              .build());
      return;
    }
    PeersGrpc.newStub(leaders.channel(elsewhere.get()))
        .withDeadlineAfter(Limits.HASH_REPORT_MILLIS, TimeUnit.MILLISECONDS)
        .reportHash(
            HashReportRequest.newBuilder()
                .setNodeId(leaders.nodeId())
                .setLogIndex(index)
                .setHash(bytes)
                .build(),
            new Unanswered());
  }

  /** The report comes back in the log, if it arrives. */
  private static final class Unanswered implements StreamObserver<HashReportReply> {
    @Override
    public void onNext(HashReportReply reply) {
      LOG.debug("hash reported");
    }

    @Override
    public void onError(Throwable failure) {
      LOG.debug("a hash could not be reported; the next one tells the same", failure);
    }

    @Override
    public void onCompleted() {
      LOG.debug("hash report done");
    }
  }
}
