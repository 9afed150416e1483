package io.rialto.node.raft;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.ops.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.util.ExitUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A follower, real and with the engine's settings as they are, and two leaders, played by the test,
 * that send it entries for the same place of the log at the same time, as happens when leadership
 * changes twice in a moment.
 */
class TwoLeadersTest {
  private static final int ROUNDS = 200;
  private static final long PATIENCE_SECONDS = 60;
  private static final RaftGroupId GROUP = RaftGroupId.valueOf(new UUID(0, 1));
  private static final String FOLLOWER = "n1";

  @TempDir Path directory;

  @BeforeAll
  static void neverExitTheTest() {
    ExitUtils.disableSystemExit();
  }

  /**
   * Else the leader counts it among those that hold an entry, and may answer for one that only the
   * leader holds.
   */
  @Test
  void aFollowerAcknowledgesNoEntryThatItDoesNotHold() throws Exception {
    int port = freePort();
    try (RaftServer follower = follower(port);
        Leader one = new Leader("n2", port);
        Leader other = new Leader("n3", port)) {
      follower.start();
      int acknowledged = 0;
      for (long term = 100; term < 100 + 2 * ROUNDS; term += 2) {
        CompletableFuture<AppendEntriesReplyProto> older = one.sendEntry(term);
        CompletableFuture<AppendEntriesReplyProto> newer = other.sendEntry(term + 1);
        older.get(PATIENCE_SECONDS, SECONDS);
        if (newer.get(PATIENCE_SECONDS, SECONDS).getResult() == AppendResult.SUCCESS) {
          acknowledged++;
          assertThat(termOfFirstEntry(follower))
              .as("term of the entry that leader of term %d was told of", term + 1)
              .isEqualTo(term + 1);
        }
      }
      assertThat(acknowledged).isGreaterThan(ROUNDS / 2);
    }
  }

  private RaftServer follower(int port) throws IOException {
    Member self =
        new Member(
            FOLLOWER,
            new Member.Address("127.0.0.1", port),
            // Nobody listens there, nor where the others should be.
            new Member.Address("127.0.0.1", 1));
    Parameters parameters = new Parameters();
    GrpcConfigKeys.Server.setServicesCustomizer(
        parameters, new EntriesInTurn((builder, types) -> builder));
    return RaftServer.newBuilder()
        .setServerId(RaftPeerId.valueOf(FOLLOWER))
        .setGroup(RaftGroup.valueOf(GROUP, peer(FOLLOWER, port), peer("n2", 2), peer("n3", 3)))
        .setStateMachine(new BaseStateMachine())
        .setProperties(RaftSettings.standard().properties(directory, self))
        .setParameters(parameters)
        .setOption(RaftStorage.StartupOption.FORMAT)
        .build();
  }

  private static RaftPeer peer(String id, int port) {
    return RaftPeer.newBuilder().setId(id).setAddress("127.0.0.1:" + port).build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static long termOfFirstEntry(RaftServer server) throws IOException {
    return server
        .getDivision(GROUP)
        .getRaftLog()
        .getTermIndex(RaftLog.LEAST_VALID_LOG_INDEX)
        .getTerm();
  }

  /** Speaks to the follower as a leader does, over a connection of its own. */
  private static final class Leader
      implements AutoCloseable, StreamObserver<AppendEntriesReplyProto> {
    private final String id;
    private final ManagedChannel channel;
    private final StreamObserver<AppendEntriesRequestProto> stream;
    private final Map<Long, CompletableFuture<AppendEntriesReplyProto>> awaited =
        new ConcurrentHashMap<>();

    Leader(String id, int port) {
      this.id = id;
      channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
      stream =
          RaftServerProtocolServiceGrpc.newStub(channel).withWaitForReady().appendEntries(this);
    }

    /** Sends the first entry of the log, as of this term. */
    CompletableFuture<AppendEntriesReplyProto> sendEntry(long term) {
      CompletableFuture<AppendEntriesReplyProto> reply = new CompletableFuture<>();
      awaited.put(term, reply);
      stream.onNext(
          AppendEntriesRequestProto.newBuilder()
              .setServerRequest(
                  RaftRpcRequestProto.newBuilder()
                      .setRequestorId(RaftPeerId.valueOf(id).toByteString())
                      .setReplyId(RaftPeerId.valueOf(FOLLOWER).toByteString())
                      .setRaftGroupId(RaftGroupIdProto.newBuilder().setId(GROUP.toByteString()))
                      .setCallId(term))
              .setLeaderTerm(term)
              .setLeaderCommit(RaftLog.INVALID_LOG_INDEX)
              .addEntries(
                  LogEntryProto.newBuilder()
                      .setTerm(term)
                      .setIndex(RaftLog.LEAST_VALID_LOG_INDEX)
                      .setStateMachineLogEntry(
                          StateMachineLogEntryProto.newBuilder()
                              .setClientId(ClientId.randomId().toByteString())
                              .setLogData(ByteString.copyFromUtf8(id))))
              .build());
      return reply;
    }

    @Override
    public void onNext(AppendEntriesReplyProto reply) {
      awaited.remove(reply.getServerReply().getCallId()).complete(reply);
    }

    @Override
    public void onError(Throwable failure) {
      awaited.values().forEach(reply -> reply.completeExceptionally(failure));
    }

    @Override
    public void onCompleted() {}

    @Override
    public void close() {
      channel.shutdownNow();
    }
  }
}
