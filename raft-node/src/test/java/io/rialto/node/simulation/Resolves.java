package io.rialto.node.simulation;

import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveRequest;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A client's commands of unknown outcome on their way to a settlement, each user's in their order:
 * a later one that is cancelled has a result, and what stands behind it would be applied before an
 * earlier one that still may.
 */
final class Resolves {
  private final World world;
  private final NodeRing ring;
  private final BooleanSupplier abandoned;
  private final Map<String, ArrayDeque<Runnable>> lines = new TreeMap<>();

  Resolves(World world, NodeRing ring, BooleanSupplier abandoned) {
    this.world = world;
    this.ring = ring;
    this.abandoned = abandoned;
  }

  int count() {
    return lines.values().stream().mapToInt(ArrayDeque::size).sum();
  }

  /**
   * @param lowest the client's lowest unanswered sequence, asked for when its turn has come
   */
  void add(String user, long session, long sequence, LongSupplier lowest, Consumer<Reply> settled) {
    ArrayDeque<Runnable> line = lines.computeIfAbsent(user, ignored -> new ArrayDeque<>());
    line.addLast(
        () ->
            call(
                session,
                sequence,
                lowest.getAsLong(),
                reply -> {
                  settled.accept(reply);
                  line.remove();
                  if (!line.isEmpty()) {
                    line.element().run();
                  }
                }));
    if (line.size() == 1) {
      line.element().run();
    }
  }

  private void call(long session, long sequence, long lowest, Consumer<Reply> settled) {
    ResolveRequest request =
        ResolveRequest.newBuilder()
            .setSession(session)
            .setSequence(sequence)
            .setLowestUnanswered(lowest)
            .build();
    RetryingCall<Reply> call =
        new RetryingCall<>(
            world,
            ring,
            (to, answer) -> to.resolve(request, answer),
            RetryingCall.REPLY,
            abandoned,
            settled);
    world.time().after(world.chance().between(0, 500) * VirtualTime.MILLIS, call::start);
  }
}
