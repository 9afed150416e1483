package io.rialto.node.ingress;

import io.grpc.CallOptions;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.rialto.node.raft.Leadership;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Leader;
import io.rialto.proto.trading.ResolveReply;
import io.rialto.proto.trading.SummariesRequest;
import io.rialto.proto.trading.SummaryRequest;
import io.rialto.proto.trading.TradingGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Lets a follower take any trading call: it passes the call on to the leader and says so in the
 * response headers. A call is passed on once at most. What a follower may answer itself stays here:
 * dumps, and reads that ask for this node's state. Without a known leader the service answers with
 * NOT_LEADER itself.
 */
final class Forwarding implements ServerInterceptor {

  /** On a call that a follower passes on: the follower's id. Such a call is not passed on again. */
  static final Metadata.Key<String> FORWARDED = key("rialto-forwarded");

  /** On its answer: the follower's id, and the endpoint of the leader that answered. */
  static final Metadata.Key<String> FORWARDED_BY = key("rialto-forwarded-by");

  static final Metadata.Key<String> LEADER = key("rialto-leader");

  private static final Refusal LOST = Refusal.unknown("the leader was lost before it answered");
  private static final Refusal READ_LOST =
      Refusal.unavailable("the leader was lost before it answered");

  /** What answers a caller whose leader was lost; a stream has to end instead. */
  private static final Map<String, Object> REPLIES_WHEN_LOST =
      Map.of(
          TradingGrpc.getOpenSessionMethod().getFullMethodName(),
          Replies.openSessionReply(LOST),
          TradingGrpc.getExecuteMethod().getFullMethodName(),
          Replies.reply(LOST),
          TradingGrpc.getResolveMethod().getFullMethodName(),
          ResolveReply.newBuilder().setReply(Replies.reply(LOST)).build(),
          TradingGrpc.getSummaryMethod().getFullMethodName(),
          Replies.summaryReply(READ_LOST),
          TradingGrpc.getSummariesMethod().getFullMethodName(),
          Replies.summaryReply(READ_LOST));

  private final Leaders leaders;
  private final Map<ForwardedCall<?, ?>, String> streams = new ConcurrentHashMap<>();

  Forwarding(Leaders leaders) {
    this.leaders = leaders;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> here) {
    MethodDescriptor<Q, R> method = call.getMethodDescriptor();
    boolean mayForward =
        TradingGrpc.SERVICE_NAME.equals(method.getServiceName())
            && !method
                .getFullMethodName()
                .equals(TradingGrpc.getDumpLogMethod().getFullMethodName())
            && !headers.containsKey(FORWARDED);
    if (!mayForward || leaders.elsewhere().isEmpty()) {
      return here.startCall(call, headers);
    }
    boolean isRead =
        method.getFullMethodName().equals(TradingGrpc.getSummaryMethod().getFullMethodName())
            || method
                .getFullMethodName()
                .equals(TradingGrpc.getSummariesMethod().getFullMethodName());
    return isRead ? new DecideByRequest<>(call, headers, here) : forward(call, headers, here);
  }

  private <Q, R> ServerCall.Listener<Q> forward(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> here) {
    Optional<Leader> leader = leaders.elsewhere();
    if (leader.isEmpty()) {
      return here.startCall(call, headers);
    }
    Metadata toLeader = new Metadata();
    toLeader.put(FORWARDED, leaders.nodeId());
    Metadata toCaller = new Metadata();
    toCaller.put(FORWARDED_BY, leaders.nodeId());
    toCaller.put(LEADER, leader.get().getEndpoint());
    List<ForwardedCall<Q, R>> made = new ArrayList<>(1);
    ForwardedCall<Q, R> forwarded =
        new ForwardedCall<>(
            call,
            leaders.channel(leader.get()).newCall(call.getMethodDescriptor(), CallOptions.DEFAULT),
            toCaller,
            replyWhenLost(call.getMethodDescriptor()),
            () -> made.forEach(streams::remove));
    made.add(forwarded);
    if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      streams.put(forwarded, leader.get().getNodeId());
    }
    return forwarded.start(toLeader);
  }

  @SuppressWarnings("unchecked")
  private static <R> Function<Status, Optional<R>> replyWhenLost(MethodDescriptor<?, R> method) {
    return status ->
        status.getCode() == Status.Code.UNAVAILABLE
            ? Optional.ofNullable((R) REPLIES_WHEN_LOST.get(method.getFullMethodName()))
            : Optional.empty();
  }

  /**
   * Ends the streams that go to a node which leads no more, so that their clients look for the new
   * leader. While none is known the old one's answers still count.
   */
  void leadershipChanged(Leadership now) {
    if (now.leaderId() == null) {
      return;
    }
    streams.forEach(
        (stream, leaderId) -> {
          if (!leaderId.equals(now.leaderId())) {
            stream.abandon(
                Status.UNAVAILABLE.withDescription("the leader is now " + now.leaderId()));
          }
        });
  }

  /** Which of a node's calls are passed on is known only when the request has been read. */
  private final class DecideByRequest<Q, R> extends ForwardingServerCallListener<Q> {
    private final ServerCall<Q, R> call;
    private final Metadata headers;
    private final ServerCallHandler<Q, R> here;
    private ServerCall.Listener<Q> chosen;

    DecideByRequest(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> here) {
      this.call = call;
      this.headers = headers;
      this.here = here;
      call.request(2);
    }

    @Override
    protected ServerCall.Listener<Q> delegate() {
      return chosen == null ? UNDECIDED.cast() : chosen;
    }

    @Override
    public void onMessage(Q request) {
      if (chosen == null) {
        chosen =
            isForThisNode(request) ? here.startCall(call, headers) : forward(call, headers, here);
        if (call.isReady()) {
          chosen.onReady();
        }
      }
      chosen.onMessage(request);
    }
  }

  private static boolean isForThisNode(Object request) {
    if (request instanceof SummaryRequest summary) {
      return summary.getConsistency() != Consistency.STRICT;
    }
    return request instanceof SummariesRequest summaries
        && summaries.getConsistency() != Consistency.STRICT;
  }

  /** Listens to a call about which nothing is decided yet. */
  private static final class Undecided<Q> extends ServerCall.Listener<Q> {
    @SuppressWarnings("unchecked")
    <T> ServerCall.Listener<T> cast() {
      return (ServerCall.Listener<T>) this;
    }
  }

  private static final Undecided<Object> UNDECIDED = new Undecided<>();
}
