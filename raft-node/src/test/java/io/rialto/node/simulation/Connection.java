package io.rialto.node.simulation;

import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.SessionCommand;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A stream of commands from a client to a node. What is sent arrives in order, while the connection
 * stands; of what was on its way when it broke, some is lost and some arrives, perhaps much later.
 */
final class Connection {
  final SimulatedNode node;
  final Set<PendingCommand> outstanding = new LinkedHashSet<>();
  private final World world;
  private final long life;
  private final long age;
  private long latestArrivalMicros;
  private boolean left;
  long heardMicros;

  Connection(World world, SimulatedNode node) {
    this.world = world;
    this.node = node;
    this.life = node.process.incarnation();
    this.age = node.connectionAge();
    this.heardMicros = world.time().nowMicros();
  }

  /** The client's system has noticed that the connection is gone. */
  boolean isBroken() {
    return left || !node.process.isAlive() || node.process.incarnation() != life || !stands();
  }

  private boolean stands() {
    return node.connectionAge() == age;
  }

  /** The client gives the connection up. */
  void leave() {
    left = true;
  }

  void send(
      PendingCommand command, SessionCommand message, BiConsumer<PendingCommand, Reply> answered) {
    long now = world.time().nowMicros();
    latestArrivalMicros = Math.max(latestArrivalMicros, now + world.chance().between(100, 3_000));
    world
        .time()
        .after(
            latestArrivalMicros - now,
            () -> {
              if (stands() && !left && !node.isCutOffFromClients()) {
                deliver(command, message, answered);
              } else if (world.chance().percent(60)) {
                deliverLate(message);
              }
            });
  }

  private void deliver(
      PendingCommand command, SessionCommand message, BiConsumer<PendingCommand, Reply> answered) {
    node.process.run(
        life,
        () -> node.sequencer().command(message, reply -> carryBack(command, reply, answered)));
  }

  private void carryBack(
      PendingCommand command, Reply reply, BiConsumer<PendingCommand, Reply> answered) {
    if (!stands() || left || node.isCutOffFromClients()) {
      return;
    }
    world
        .time()
        .after(
            world.chance().between(100, 3_000),
            () -> {
              if (stands() && !left) {
                heardMicros = world.time().nowMicros();
                answered.accept(command, reply);
              }
            });
  }

  private void deliverLate(SessionCommand message) {
    world
        .time()
        .after(
            world.chance().between(1, world.chance().percent(50) ? 100 : 20_000)
                * VirtualTime.MILLIS,
            () -> {
              world.met(Happening.LATE_ATTEMPT);
              node.process.run(life, () -> node.sequencer().command(message, reply -> {}));
            });
  }
}
