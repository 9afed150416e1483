package io.rialto.client.sdk;

import io.grpc.MethodDescriptor;
import io.rialto.proto.trading.ResultCode;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A call with one reply, tried at one node after the other until a reply settles it or time is up.
 * The call must be safe to repeat. Loop thread only.
 */
final class RetryingCall<Q, R> {

  /** What a reply says about retrying it. */
  interface Reading<R> {
    RefusalNote of(R reply);
  }

  /**
   * A reply's result code with what helps to retry it.
   *
   * @param leader the leader's endpoint, empty if unknown
   */
  record RefusalNote(int code, String message, int retryAfterMillis, String leader) {}

  /**
   * How it ended.
   *
   * @param reply the settling reply, or the last refusal when time was up; null if no node answered
   *     at all
   * @param settled false when time was up
   * @param uncertain whether some attempt may have taken effect without a settling reply
   * @param trouble the last failure in words, empty if there was none
   */
  record Ending<R>(R reply, boolean settled, boolean uncertain, int attempts, String trouble) {}

  private final Wires wires;
  private final MethodDescriptor<Q, R> method;
  private final Q request;
  private final Reading<R> reading;
  private final long deadlineNanos;
  private final BooleanSupplier abandoned;
  private final Consumer<Ending<R>> whenDone;

  private R lastReply;
  private boolean uncertain;
  private int attempts;
  private int failuresInARow;
  private String trouble = "";
  private boolean underWay;
  private boolean ended;
  private final Runnable abandonment = this::giveUp;

  /**
   * @param abandoned asked before each attempt; true ends the call as if time were up
   */
  RetryingCall(
      Wires wires,
      MethodDescriptor<Q, R> method,
      Q request,
      Reading<R> reading,
      long deadlineNanos,
      BooleanSupplier abandoned,
      Consumer<Ending<R>> whenDone) {
    this.wires = wires;
    this.method = method;
    this.request = request;
    this.reading = reading;
    this.deadlineNanos = deadlineNanos;
    this.abandoned = abandoned;
    this.whenDone = whenDone;
  }

  void start() {
    if (!wires.isClosed()) {
      wires.whenClosed(abandonment);
    }
    attempt();
  }

  private void giveUp() {
    end(lastReply, false);
  }

  private void end(R reply, boolean settled) {
    if (!ended) {
      ended = true;
      wires.forget(abandonment);
      // A request that is still under way when the client closes may take effect.
      whenDone.accept(new Ending<>(reply, settled, uncertain || underWay, attempts, trouble));
    }
  }

  /** The latest failure in words, empty if there was none. */
  String trouble() {
    return trouble;
  }

  private void attempt() {
    long left = (deadlineNanos - wires.now()) / Wires.NANOS_PER_MILLI;
    if (left <= 0 || abandoned.getAsBoolean() || wires.isClosed()) {
      giveUp();
      return;
    }
    underWay = true;
    String endpoint = wires.ring().preferred();
    attempts++;
    UnaryCall<R> call =
        UnaryCall.start(
            wires.channels().to(endpoint),
            method,
            request,
            Math.min(left, wires.pace().attempt()),
            answer -> wires.loop().guarded(() -> answered(endpoint, answer)).run());
    wires.loop().after(wires.pace().dial(), () -> call.cancelUnlessSent(wires.pace().dial()));
  }

  private void answered(String endpoint, UnaryCall.Answer<R> answer) {
    if (ended) {
      return;
    }
    underWay = false;
    if (answer.reply() == null) {
      failed(endpoint, answer);
      return;
    }
    wires.ring().hint(answer.leader());
    RefusalNote note = reading.of(answer.reply());
    switch (CommandResult.Kind.of(note.code())) {
      case DONE, REJECTED -> end(answer.reply(), true);
      case RETRY -> refused(endpoint, answer.reply(), note);
      case UNKNOWN -> {
        uncertain = true;
        refused(endpoint, answer.reply(), note);
      }
    }
  }

  private void failed(String endpoint, UnaryCall.Answer<R> answer) {
    trouble = endpoint + ": " + Wires.describe(answer.status());
    if (!Wires.isPassing(answer.status())) {
      giveUp();
      return;
    }
    uncertain |= answer.sent();
    wires.ring().failed(endpoint);
    failuresInARow++;
    int rounds = failuresInARow - wires.ring().size();
    again(rounds < 0 ? 0 : wires.pace().backoff(rounds));
  }

  private void refused(String endpoint, R reply, RefusalNote note) {
    lastReply = reply;
    trouble = endpoint + ": " + note.message();
    failuresInARow++;
    if (isForAnotherNode(note.code())) {
      if (note.leader().equals(endpoint) || !wires.ring().hint(note.leader())) {
        wires.ring().passOver(endpoint);
      }
      again(
          failuresInARow <= ClientLimits.QUICK_MOVES_MAX
              ? 0
              : wires.pace().pause(failuresInARow - ClientLimits.QUICK_MOVES_MAX - 1));
    } else if (note.retryAfterMillis() > 0) {
      again(Pace.jittered(note.retryAfterMillis()));
    } else {
      again(wires.pace().backoff(failuresInARow));
    }
  }

  /** A leader that is cut off knows of no outcome for as long as it is: another may know more. */
  private static boolean isForAnotherNode(int code) {
    return code == ResultCode.NOT_LEADER_VALUE
        || code == ResultCode.UNAVAILABLE_VALUE
        || code == ResultCode.UNKNOWN_OUTCOME_VALUE;
  }

  private void again(long millis) {
    if (millis == 0) {
      attempt();
    } else {
      wires.loop().after(millis, this::attempt);
    }
  }
}
