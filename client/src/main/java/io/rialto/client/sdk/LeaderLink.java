package io.rialto.client.sdk;

import io.grpc.Status;
import io.rialto.proto.cluster.ClusterGrpc;
import io.rialto.proto.cluster.StatusRequest;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.Leader;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps one stream to whoever leads, or forwards to who leads. A stream breaks, falls silent, or
 * its node says that another leads: then the next one is opened, at once for the first nodes tried,
 * with short pauses after that. While nobody accepts commands, a few at a time probe. Loop thread
 * only.
 */
final class LeaderLink implements CommandStream.Owner {

  /** What the link tells its user. */
  interface Listener {
    void linkReady();

    void replied(CommandStream stream, ReplyBatch replies);

    /** A stream broke with these outstanding: whether they apply is unknown. */
    void lost(Collection<PendingCommand> outstanding);
  }

  private final Wires wires;
  private final Listener listener;
  private final Set<CommandStream> retiring = new HashSet<>();

  private CommandStream current;
  private long gateNanos;
  private int failuresInARow;
  private int movesInARow;
  private long hintedTerm;
  private boolean leaderless;
  private String trouble = "";

  LeaderLink(Wires wires, Listener listener) {
    this.wires = wires;
    this.listener = listener;
    this.gateNanos = wires.now();
  }

  /** The stream that takes commands now, null if none does. Opens one when it is time to. */
  CommandStream sendable() {
    long now = wires.now();
    if (wires.isClosed() || gateNanos - now > 0) {
      return null;
    }
    if (current == null) {
      open();
    }
    return current == null || batchMax() <= 0 || !current.canSend() ? null : current;
  }

  /** How many commands the current stream may be given at once. */
  int batchMax() {
    return leaderless
        ? ClientLimits.PROBE_COMMANDS_MAX - current.outstanding.size()
        : ClientLimits.BATCH_COMMANDS_MAX;
  }

  /** Whether what is less than a full batch had better wait. */
  boolean holdsBack() {
    return current != null && current.holdsBack();
  }

  void send(CommandStream stream, CommandBatch batch) {
    stream.send(batch);
  }

  /** The latest failure in words, empty if there was none. */
  String trouble() {
    return trouble;
  }

  /** The node accepted a command or rejected it by a rule: there is a leader behind this stream. */
  void accepted(CommandStream stream) {
    wires.ring().accepted(stream.endpoint);
    if (stream == current) {
      failuresInARow = 0;
      movesInARow = 0;
      leaderless = false;
    }
  }

  /** The node cannot take commands: not the leader, starting, or stopping. */
  void refused(CommandStream stream, Reply reply) {
    trouble = stream.endpoint + ": " + reply.getMessage();
    if (stream != current) {
      return;
    }
    failuresInARow = 0;
    leaderless = true;
    Leader leader = reply.getLeader();
    boolean hinted =
        !leader.getEndpoint().equals(stream.endpoint) && wires.ring().hint(leader.getEndpoint());
    if (!hinted) {
      wires.ring().passOver(stream.endpoint);
    }
    boolean news = hinted && leader.getTerm() > hintedTerm;
    hintedTerm = Math.max(hintedTerm, leader.getTerm());
    movesInARow++;
    if (!news && movesInARow > ClientLimits.QUICK_MOVES_MAX) {
      gateNanos =
          wires.now()
              + wires.pace().pause(movesInARow - ClientLimits.QUICK_MOVES_MAX - 1)
                  * Wires.NANOS_PER_MILLI;
    }
    move();
  }

  @Override
  public void ready(CommandStream stream) {
    listener.linkReady();
  }

  @Override
  public void leaderNamed(CommandStream stream, String endpoint) {
    if (stream == current
        && !endpoint.equals(stream.endpoint)
        && movesInARow < ClientLimits.QUICK_MOVES_MAX
        && wires.ring().hint(endpoint)) {
      movesInARow++;
      move();
      listener.linkReady();
    }
  }

  @Override
  public void replied(CommandStream stream, ReplyBatch replies) {
    listener.replied(stream, replies);
  }

  @Override
  public void closed(CommandStream stream, Status status) {
    lose(stream, Wires.describe(status), status.isOk());
  }

  /** To be called regularly while commands are unfinished. */
  void tick() {
    long now = wires.now();
    CommandStream stream = current;
    if (stream != null && !stream.hasStood()) {
      if (elapsed(stream.openedNanos, now) > wires.pace().dial()) {
        giveUp(stream, "took no stream within " + wires.pace().dial() + " ms");
      }
    } else if (stream != null) {
      if (leaderless && elapsed(stream.sentNanos, now) > wires.pace().pauseMax()) {
        // Refusals come at once; a node that keeps the probe is at work on it.
        leaderless = false;
      }
      watch(stream, now);
    }
    List.copyOf(retiring).forEach(old -> watch(old, now));
  }

  void close() {
    List<CommandStream> all = new ArrayList<>(retiring);
    if (current != null) {
      all.add(current);
    }
    current = null;
    retiring.clear();
    all.forEach(stream -> stream.abandon("the client is closed"));
  }

  /** A channel is opened or reused; a stream that cannot connect says so by {@link #closed}. */
  private void open() {
    current = new CommandStream(wires, wires.ring().preferred(), this);
  }

  /**
   * Leaves the current stream for the preferred node, if that is another; its replies may still
   * come.
   */
  private void move() {
    if (current.endpoint.equals(wires.ring().preferred())) {
      return;
    }
    CommandStream left = current;
    current = null;
    if (left.outstanding.isEmpty()) {
      left.abandon("another node leads");
    } else {
      left.halfClose();
      retiring.add(left);
    }
  }

  private void watch(CommandStream stream, long now) {
    if (stream.outstanding.isEmpty()) {
      if (retiring.remove(stream)) {
        stream.abandon("everything is answered");
      }
      return;
    }
    if (stream == current) {
      sendOverdueAgain(stream, now);
    }
    if (elapsed(stream.repliedNanos, now) > wires.pace().silenceMax()) {
      giveUp(stream, "gave no reply for " + wires.pace().silenceMax() + " ms");
    } else if (elapsed(stream.heardNanos, now) > wires.pace().silence() && !stream.probing) {
      stream.probing = true;
      UnaryCall.start(
          wires.channels().to(stream.endpoint),
          ClusterGrpc.getStatusMethod(),
          StatusRequest.getDefaultInstance(),
          wires.pace().probe(),
          answer -> wires.loop().guarded(() -> probed(stream, answer.status())).run());
    }
  }

  /** Asks again for replies that do not come though others do; the oldest stand first. */
  private void sendOverdueAgain(CommandStream stream, long now) {
    List<PendingCommand> overdue =
        stream.outstanding.stream()
            .takeWhile(command -> elapsed(command.sentNanos, now) > wires.pace().resend())
            .toList();
    if (!overdue.isEmpty()) {
      overdue.forEach(stream.outstanding::remove);
      listener.lost(overdue);
    }
  }

  /**
   * Silence may be a price that takes its time. A node that lives says so even if it does not know
   * this question; a paused or cut off one says nothing.
   */
  private void probed(CommandStream stream, Status status) {
    stream.probing = false;
    switch (status.getCode()) {
      case DEADLINE_EXCEEDED, UNAVAILABLE, CANCELLED -> {
        if (elapsed(stream.heardNanos, wires.now()) > wires.pace().silence()) {
          giveUp(stream, "is silent");
          wires.channels().discard(stream.endpoint);
        }
      }
      default -> stream.heardNanos = wires.now();
    }
  }

  private void giveUp(CommandStream stream, String reason) {
    stream.abandon(reason);
    lose(stream, reason, false);
  }

  private void lose(CommandStream stream, String reason, boolean orderly) {
    retiring.remove(stream);
    if (!orderly || stream == current) {
      trouble = stream.endpoint + ": " + reason;
    }
    if (stream == current) {
      current = null;
      wires.ring().failed(stream.endpoint);
      failuresInARow++;
      int rounds = failuresInARow - wires.ring().size();
      if (rounds >= 0) {
        gateNanos = wires.now() + wires.pace().backoff(rounds) * Wires.NANOS_PER_MILLI;
      }
    }
    List<PendingCommand> outstanding = List.copyOf(stream.outstanding);
    stream.outstanding.clear();
    listener.lost(outstanding);
  }

  private static long elapsed(long sinceNanos, long now) {
    return (now - sinceNanos) / Wires.NANOS_PER_MILLI;
  }
}
