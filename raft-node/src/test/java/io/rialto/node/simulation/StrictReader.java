package io.rialto.node.simulation;

import io.rialto.proto.trading.SummaryReply;
import java.util.List;

/** Reads accounts strictly, again and again, from whatever node it meets. */
final class StrictReader {
  private static final RetryingCall.Reading<SummaryReply> READ =
      new RetryingCall.Reading<>() {
        @Override
        public int code(SummaryReply reply) {
          return reply.getCodeValue();
        }

        @Override
        public String leaderId(SummaryReply reply) {
          return reply.getLeader().getNodeId();
        }
      };

  private final World world;
  private final List<SimulatedNode> nodes;
  private final List<String> users;
  private final long untilMicros;
  private boolean reading;

  StrictReader(World world, List<SimulatedNode> nodes, List<String> users, long untilMicros) {
    this.world = world;
    this.nodes = nodes;
    this.users = users;
    this.untilMicros = untilMicros;
  }

  boolean isFinished() {
    return !reading && world.time().nowMicros() >= untilMicros;
  }

  void readSoon() {
    world
        .time()
        .after(
            world.chance().between(50, 900) * VirtualTime.MILLIS,
            () -> {
              if (world.time().nowMicros() < untilMicros) {
                read();
              }
            });
  }

  private void read() {
    reading = true;
    String user = world.chance().of(users);
    long floor = world.examiner().acknowledgedIndex();
    NodeRing ring = new NodeRing(nodes, world.chance().below(nodes.size()));
    new RetryingCall<>(
            world,
            ring,
            (to, answer) ->
                to.strictRead(
                    user,
                    reply -> {
                      if (reply.getCodeValue() >= 8_000) {
                        world.met(Happening.STRICT_READ_REFUSED);
                      }
                      answer.accept(reply);
                    }),
            READ,
            () -> false,
            (SummaryReply reply) -> {
              world.examiner().strictlyRead(user, floor, reply.getLogIndex());
              reading = false;
              readSoon();
            })
        .start();
  }
}
