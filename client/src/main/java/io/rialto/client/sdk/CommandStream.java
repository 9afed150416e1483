package io.rialto.client.sdk;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.TradingGrpc;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One stream of commands to one node, with what was sent on it and has no reply yet. Nothing is
 * sent before the connection stands: what was not handed to a stream has surely not happened. Loop
 * thread only.
 */
final class CommandStream extends ClientCall.Listener<ReplyBatch> {

  /** Whoever owns the stream; each call comes on the loop. */
  interface Owner {
    void ready(CommandStream stream);

    void leaderNamed(CommandStream stream, String endpoint);

    void replied(CommandStream stream, ReplyBatch replies);

    /** The stream is no more; once, and never after {@link #abandon}. */
    void closed(CommandStream stream, Status status);
  }

  /** Reply batches that may be under way to us; each that arrives lets another come. */
  private static final int REPLIES_REQUESTED = 16;

  /** Batches that may be sent one after another while nothing has been answered since. */
  private static final int BATCHES_AHEAD = 4;

  /** With so many commands unanswered, answers come often enough to send a batch after each. */
  private static final int OUTSTANDING_MANY = 32;

  /** So long a batch is held back at most: some answers take seconds. */
  static final long HOLD_MILLIS_MAX = 5;

  final String endpoint;
  final Set<PendingCommand> outstanding = new LinkedHashSet<>();
  final long openedNanos;

  /**
   * Since when the node owes a sign of life: its last one, or the first command sent after none was
   * owed.
   */
  long heardNanos;

  /** Since when it owes a reply. */
  long repliedNanos;

  long sentNanos;
  boolean probing;

  private final Wires wires;
  private final Owner owner;
  private final ClientCall<CommandBatch, ReplyBatch> call;
  private int batchesSinceReply;
  private boolean stood;
  private boolean over;

  CommandStream(Wires wires, String endpoint, Owner owner) {
    this.wires = wires;
    this.endpoint = endpoint;
    this.owner = owner;
    this.openedNanos = wires.now();
    Channel channel = wires.channels().to(endpoint);
    call = channel.newCall(TradingGrpc.getStreamMethod(), CallOptions.DEFAULT);
    call.start(this, new Metadata());
    call.request(REPLIES_REQUESTED);
  }

  /** The connection stands, or stood. */
  boolean hasStood() {
    return stood;
  }

  boolean canSend() {
    return stood && !over && call.isReady();
  }

  /**
   * Whether what is less than a full batch had better wait for the next answer: a message costs as
   * much as dozens of commands, so while answers are under way commands gather. A stream that has
   * nothing or little under way sends at once.
   */
  boolean holdsBack() {
    int ahead = outstanding.size() < OUTSTANDING_MANY ? BATCHES_AHEAD : 1;
    return batchesSinceReply >= ahead
        && wires.now() - sentNanos < HOLD_MILLIS_MAX * Wires.NANOS_PER_MILLI;
  }

  void send(CommandBatch batch) {
    long now = wires.now();
    if (outstanding.isEmpty()) {
      heardNanos = now;
      repliedNanos = now;
    }
    sentNanos = now;
    batchesSinceReply++;
    call.sendMessage(batch);
  }

  /** Sends no more; what is outstanding may still be answered. */
  void halfClose() {
    call.halfClose();
  }

  /** Ends the stream; its owner hears no more of it. */
  void abandon(String reason) {
    over = true;
    call.cancel(reason, null);
  }

  @Override
  public void onReady() {
    wires
        .loop()
        .guarded(
            () -> {
              stood = true;
              if (!over) {
                owner.ready(this);
              }
            })
        .run();
  }

  @Override
  public void onHeaders(Metadata headers) {
    String leader = LeaderHeader.in(headers);
    if (!over && !leader.isEmpty()) {
      wires.loop().guarded(() -> owner.leaderNamed(this, leader)).run();
    }
  }

  @Override
  public void onMessage(ReplyBatch replies) {
    if (over) {
      return;
    }
    call.request(1);
    batchesSinceReply = 0;
    heardNanos = wires.now();
    repliedNanos = heardNanos;
    wires.loop().guarded(() -> owner.replied(this, replies)).run();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (!over) {
      over = true;
      wires.loop().guarded(() -> owner.closed(this, status)).run();
    }
  }
}
