package io.rialto.node.simulation;

import io.rialto.node.ingress.SimulatedSequencer;
import io.rialto.proto.trading.Reply;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A call with one reply, as the SDK makes them: tried at one node after the other until a reply
 * settles it. Some attempts arrive twice, or after the caller has gone on.
 */
final class RetryingCall<R> {

  /** Hands the request to a node. */
  interface Request<R> {
    void send(SimulatedSequencer to, Consumer<R> answer);
  }

  /** What a reply says about trying again. */
  interface Reading<R> {
    int code(R reply);

    String leaderId(R reply);
  }

  static final Reading<Reply> REPLY =
      new Reading<>() {
        @Override
        public int code(Reply reply) {
          return reply.getCodeValue();
        }

        @Override
        public String leaderId(Reply reply) {
          return reply.getLeader().getNodeId();
        }
      };

  private static final long PATIENCE_MICROS = 2_500 * VirtualTime.MILLIS;

  private final World world;
  private final NodeRing ring;
  private final Request<R> request;
  private final Reading<R> reading;
  private final BooleanSupplier abandoned;
  private final Consumer<R> settled;
  private long attempt;
  private boolean ended;

  RetryingCall(
      World world,
      NodeRing ring,
      Request<R> request,
      Reading<R> reading,
      BooleanSupplier abandoned,
      Consumer<R> settled) {
    this.world = world;
    this.ring = ring;
    this.request = request;
    this.reading = reading;
    this.abandoned = abandoned;
    this.settled = settled;
  }

  void start() {
    if (ended || abandoned.getAsBoolean()) {
      return;
    }
    long own = ++attempt;
    SimulatedNode node = ring.preferred();
    deliver(own, node, world.chance().between(100, 3_000));
    if (!world.weather().faultsOver() && world.chance().percent(5)) {
      deliver(own, node, world.chance().between(1, 6_000) * VirtualTime.MILLIS);
    }
    world.time().after(PATIENCE_MICROS, () -> failed(own, node));
  }

  private void deliver(long own, SimulatedNode node, long delay) {
    long life = node.process.incarnation();
    world
        .time()
        .after(
            delay,
            () -> {
              if (!node.isCutOffFromClients()) {
                node.process.run(
                    life, () -> request.send(node.sequencer(), reply -> back(own, node, reply)));
              }
            });
  }

  private void back(long own, SimulatedNode node, R reply) {
    if (node.isCutOffFromClients()) {
      return;
    }
    world.time().after(world.chance().between(100, 3_000), () -> answered(own, node, reply));
  }

  private void failed(long own, SimulatedNode node) {
    if (own == attempt && !ended) {
      ring.leave(node, null);
      start();
    }
  }

  private void answered(long own, SimulatedNode node, R reply) {
    if (ended || own != attempt) {
      return;
    }
    if (reading.code(reply) < 8_000) {
      ended = true;
      settled.accept(reply);
      return;
    }
    attempt++;
    ring.leave(node, reading.leaderId(reply));
    world.time().after(world.chance().between(40, 400) * VirtualTime.MILLIS, this::start);
  }
}
