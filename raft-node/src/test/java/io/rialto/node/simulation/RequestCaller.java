package io.rialto.node.simulation;

import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.Reply;
import java.util.List;

/** Somebody without an SDK: one command after the other, each with a request id of its own. */
final class RequestCaller {
  /** Request ids are kept this long; nobody who is in his senses repeats one later. */
  private static final long LEAP_TOO_FAR_MILLIS = 500_000;

  private final World world;
  private final List<SimulatedNode> nodes;
  private final List<String> users;
  private final CommandMix mix;
  private final long client;
  private final long untilMicros;
  private long calls;
  private boolean calling;

  RequestCaller(
      World world,
      List<SimulatedNode> nodes,
      List<String> users,
      CommandMix mix,
      long client,
      long untilMicros) {
    this.world = world;
    this.nodes = nodes;
    this.users = users;
    this.mix = mix;
    this.client = client;
    this.untilMicros = untilMicros;
  }

  boolean isFinished() {
    return !calling && world.time().nowMicros() >= untilMicros;
  }

  void callSoon() {
    world
        .time()
        .after(
            world.chance().between(300, 3_000) * VirtualTime.MILLIS,
            () -> {
              if (world.time().nowMicros() < untilMicros) {
                call();
              }
            });
  }

  private void call() {
    long number = Numbers.of(client, ++calls);
    long leapBefore = world.weather().leapMillis();
    ExecuteRequest request =
        ExecuteRequest.newBuilder()
            .setRequestId("request" + number)
            .setCommand(mix.next(world.chance().of(users), number))
            .build();
    calling = true;
    new RetryingCall<>(
            world,
            new NodeRing(nodes, world.chance().below(nodes.size())),
            (to, answer) -> to.request(request, answer),
            RetryingCall.REPLY,
            () -> abandons(leapBefore),
            (Reply reply) -> {
              if (!hasLeapt(leapBefore)) {
                world.examiner().answered(number, reply);
              }
              goOn();
            })
        .start();
  }

  private boolean hasLeapt(long leapBefore) {
    return world.weather().leapMillis() - leapBefore > LEAP_TOO_FAR_MILLIS;
  }

  private boolean abandons(long leapBefore) {
    if (hasLeapt(leapBefore) && calling) {
      goOn();
      return true;
    }
    return false;
  }

  private void goOn() {
    calling = false;
    callSoon();
  }
}
