package io.rialto.node.ingress;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call that is passed on to the leader, message by message, each side's pace becoming the
 * other's.
 */
final class ForwardedCall<Q, R> {
  private final ServerCall<Q, R> caller;
  private final ClientCall<Q, R> leader;
  private final Metadata toCaller;
  private final Function<Status, Optional<R>> replyForFailure;
  private final Runnable onEnd;

  // Guarded by this: neither call may be used by two threads at once.
  private boolean leaderOwesRequest;
  private boolean callerOwesRequest;
  private boolean headersSent;
  private boolean over;

  /**
   * @param toCaller headers that the caller gets besides the leader's
   * @param replyForFailure the message that answers the caller if the leader is lost; empty where
   *     the status has to do
   * @param onEnd called once, when the call is over
   */
  ForwardedCall(
      ServerCall<Q, R> caller,
      ClientCall<Q, R> leader,
      Metadata toCaller,
      Function<Status, Optional<R>> replyForFailure,
      Runnable onEnd) {
    this.caller = caller;
    this.leader = leader;
    this.toCaller = toCaller;
    this.replyForFailure = replyForFailure;
    this.onEnd = onEnd;
  }

  ServerCall.Listener<Q> start(Metadata toLeader) {
    leader.start(new LeaderSide(), toLeader);
    leader.request(1);
    caller.request(1);
    return new CallerSide();
  }

  /** Gives the call up, whatever the leader is doing. */
  synchronized void abandon(Status status) {
    if (!over) {
      over = true;
      leader.cancel(status.getDescription(), null);
      caller.close(status, toCaller);
      onEnd.run();
    }
  }

  private final class CallerSide extends ServerCall.Listener<Q> {

    @Override
    public void onMessage(Q message) {
      synchronized (ForwardedCall.this) {
        if (over) {
          return;
        }
        leader.sendMessage(message);
        if (leader.isReady()) {
          caller.request(1);
        } else {
          callerOwesRequest = true;
        }
      }
    }

    @Override
    public void onHalfClose() {
      synchronized (ForwardedCall.this) {
        if (!over) {
          leader.halfClose();
        }
      }
    }

    @Override
    public void onCancel() {
      synchronized (ForwardedCall.this) {
        if (!over) {
          over = true;
          leader.cancel("the caller hung up", null);
          onEnd.run();
        }
      }
    }

    @Override
    public void onReady() {
      synchronized (ForwardedCall.this) {
        if (leaderOwesRequest && !over) {
          leaderOwesRequest = false;
          leader.request(1);
        }
      }
    }
  }

  private final class LeaderSide extends ClientCall.Listener<R> {

    @Override
    public void onHeaders(Metadata headers) {
      synchronized (ForwardedCall.this) {
        sendHeaders();
      }
    }

    @Override
    public void onMessage(R message) {
      synchronized (ForwardedCall.this) {
        if (over) {
          return;
        }
        caller.sendMessage(message);
        if (caller.isReady()) {
          leader.request(1);
        } else {
          leaderOwesRequest = true;
        }
      }
    }

    @Override
    public void onReady() {
      synchronized (ForwardedCall.this) {
        if (callerOwesRequest && !over) {
          callerOwesRequest = false;
          caller.request(1);
        }
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      synchronized (ForwardedCall.this) {
        if (over) {
          return;
        }
        over = true;
        Optional<R> reply = headersSent ? Optional.empty() : replyForFailure.apply(status);
        if (reply.isPresent()) {
          sendHeaders();
          caller.sendMessage(reply.get());
          caller.close(Status.OK, new Metadata());
        } else {
          caller.close(status, headersSent ? new Metadata() : toCaller);
        }
        onEnd.run();
      }
    }

    private void sendHeaders() {
      if (!headersSent) {
        headersSent = true;
        caller.sendHeaders(toCaller);
      }
    }
  }
}
