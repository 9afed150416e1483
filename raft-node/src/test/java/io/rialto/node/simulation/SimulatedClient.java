package io.rialto.node.simulation;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.SessionCommand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A program with the SDK: one session, many commands under way, sent again for as long as that is
 * safe, resolved at the deadline if it is not. The SDK's rules (CommandDesk, SessionWindow,
 * UserLine) are stated here once more, without threads and connections of the real kind.
 */
final class SimulatedClient {
  private static final long TICK_MICROS = 100 * VirtualTime.MILLIS;
  private static final long SILENCE_MICROS = 5 * VirtualTime.SECONDS;

  private static final RetryingCall.Reading<OpenSessionReply> OPENED =
      new RetryingCall.Reading<>() {
        @Override
        public int code(OpenSessionReply reply) {
          return reply.getCodeValue();
        }

        @Override
        public String leaderId(OpenSessionReply reply) {
          return reply.getLeader().getNodeId();
        }
      };

  private final World world;
  private final String name;
  private final NodeRing ring;
  private final int windowMax;
  private final long patienceMicros;
  private final TreeMap<Long, PendingCommand> waiting = new TreeMap<>();
  private final TreeMap<Long, PendingCommand> ready = new TreeMap<>();
  private final Set<PendingCommand> unfinished = new LinkedHashSet<>();
  private final Resolves resolves;
  private final List<Connection> retiring = new ArrayList<>();
  private Connection current;
  private ClientSession session;
  private boolean opening;
  private boolean dead;
  private long gateMicros;
  private long submits;
  private int toBeSubmitted;
  private long calmFromMicros = Long.MAX_VALUE;

  /**
   * @param patienceMicros the deadline of each command. It is one for all, as in the SDK: a command
   *     that ends as unknown would else have unfinished ones before it, and its cancellation would
   *     let those behind it overtake them
   */
  SimulatedClient(World world, String name, NodeRing ring, int windowMax, long patienceMicros) {
    this.world = world;
    this.name = name;
    this.ring = ring;
    this.windowMax = windowMax;
    this.patienceMicros = patienceMicros;
    this.resolves = new Resolves(world, ring, () -> dead);
    tick();
  }

  /** Commands submitted from then on must be done or rejected, neither retry nor unknown. */
  void expectSettlementFrom(long micros) {
    calmFromMicros = micros;
  }

  void plan(long afterMicros, Command command) {
    toBeSubmitted++;
    world
        .time()
        .after(
            afterMicros,
            () -> {
              toBeSubmitted--;
              if (!dead) {
                submit(command);
              }
            });
  }

  /** The program ends without a word; what it sent may still arrive. */
  void die() {
    dead = true;
    world.met(Happening.CLIENT_DIED);
    world.event(name, "dies");
  }

  boolean isFinished() {
    return dead || (toBeSubmitted == 0 && unfinished.isEmpty() && resolves.count() == 0);
  }

  @Override
  public String toString() {
    return name
        + ": "
        + toBeSubmitted
        + " to be submitted, "
        + resolves.count()
        + " being resolved, unfinished "
        + unfinished.stream()
            .map(command -> command.command.getNumber() + " " + command.state)
            .toList();
  }

  private void submit(Command command) {
    long now = world.time().nowMicros();
    PendingCommand pending = new PendingCommand(submits++, command, now, now + patienceMicros);
    unfinished.add(pending);
    waiting.put(pending.order, pending);
    pump();
  }

  // Sending.

  private void pump() {
    if (dead) {
      return;
    }
    nextSession();
    admit();
    while (!ready.isEmpty() && world.time().nowMicros() >= gateMicros) {
      if (current == null) {
        current = new Connection(world, ring.preferred());
      }
      PendingCommand command = ready.pollFirstEntry().getValue();
      if (command.mayFollowOn(current)) {
        send(command);
      } else {
        command.state = PendingCommand.State.BLOCKED;
      }
    }
  }

  private void nextSession() {
    if (session != null && session.isEnded() && session.unanswered().isEmpty()) {
      session = null;
    }
    if (session == null && !opening && !waiting.isEmpty()) {
      opening = true;
      new RetryingCall<>(
              world, ring, (to, answer) -> to.openSession(answer), OPENED, () -> dead, this::opened)
          .start();
    }
  }

  private void opened(OpenSessionReply reply) {
    opening = false;
    world.examiner().acknowledged(reply.getLogIndex());
    world.event(name, "has session " + reply.getSession());
    session = new ClientSession(reply.getSession(), windowMax);
    pump();
  }

  private void admit() {
    while (!waiting.isEmpty() && session != null && !session.isEnded() && session.makeRoom()) {
      PendingCommand command = waiting.pollFirstEntry().getValue();
      session.assign(command);
      session.line(command).append(command);
      command.state = PendingCommand.State.BLOCKED;
      unblock(command);
    }
  }

  private void unblock(PendingCommand command) {
    if (command.state == PendingCommand.State.BLOCKED && command.mayFollow()) {
      command.state = PendingCommand.State.READY;
      ready.put(command.sequence, command);
    }
  }

  private void send(PendingCommand command) {
    SessionCommand message =
        SessionCommand.newBuilder()
            .setSession(session.id())
            .setSequence(command.sequence)
            .setLowestUnanswered(session.lowestUnanswered())
            .setPredecessor(session.line(command).predecessorOf(command))
            .setCommand(command.command)
            .build();
    command.state = PendingCommand.State.OUTSTANDING;
    command.connection = current;
    Connection connection = current;
    connection.outstanding.add(command);
    connection.send(
        command, message, (answered, reply) -> answered(connection, message, answered, reply));
    if (command.next != null) {
      unblock(command.next);
    }
  }

  // Answers.

  private void answered(
      Connection connection, SessionCommand sent, PendingCommand command, Reply reply) {
    boolean stale =
        session == null
            || session.id() != sent.getSession()
            || command.sequence != sent.getSequence()
            || command.state == PendingCommand.State.FINISHED;
    if (dead || stale) {
      return;
    }
    if (reply.getCodeValue() < 8_000) {
      settle(command, reply);
    } else if (command.connection == connection) {
      takeBack(connection, command, reply);
    }
    pump();
  }

  private void settle(PendingCommand command, Reply reply) {
    switch (reply.getCode()) {
      case UNKNOWN_SESSION -> sessionEnded(command);
      case SEQUENCE_FORGOTTEN -> finishUnknown(command, "its sequence is forgotten");
      case INVALID_ARGUMENT, SEQUENCE_REUSED, CANCELLED ->
          throw new Violation(
              name + " gets an answer that it gave no reason for: " + reply + " to " + command);
      default -> {
        world.examiner().answered(command.command.getNumber(), reply);
        session.line(command).hasResult(command.sequence);
        finish(command, reply.getCode().name());
      }
    }
  }

  private void takeBack(Connection connection, PendingCommand command, Reply reply) {
    connection.outstanding.remove(command);
    command.connection = null;
    command.state = PendingCommand.State.BLOCKED;
    switch (reply.getCode()) {
      case NOT_LEADER, UNAVAILABLE -> {
        refused(connection, reply);
        unblock(command);
      }
      case PREDECESSOR_MISSING -> {
        command.misses++;
        if (command.misses == 1) {
          unblock(command);
        } else {
          delay(command, Math.min(100L * command.misses, 800));
        }
      }
      case UNKNOWN_OUTCOME -> {
        world.met(Happening.UNKNOWN_OUTCOME);
        command.uncertain = true;
        delay(command, 40);
      }
      default -> {
        if (reply.getCode() == io.rialto.proto.trading.ResultCode.QUOTE_UNAVAILABLE) {
          world.met(Happening.PRICE_NOT_TO_BE_HAD);
        }
        delay(command, Math.max(40, reply.getRetryAfterMillis()));
      }
    }
  }

  /** The node cannot take commands: on to the next; the old connection may still bring answers. */
  private void refused(Connection connection, Reply reply) {
    if (connection != current) {
      return;
    }
    ring.leave(connection.node, reply.getLeader().getNodeId());
    gateMicros = world.time().nowMicros() + world.chance().between(0, 80) * VirtualTime.MILLIS;
    current = null;
    retiring.add(connection);
  }

  private void delay(PendingCommand command, long millis) {
    command.state = PendingCommand.State.DELAYED;
    command.notBeforeMicros = world.time().nowMicros() + millis * VirtualTime.MILLIS;
  }

  private void sessionEnded(PendingCommand told) {
    world.event(name, "is told that session " + session.id() + " has ended");
    session.end();
    if (told.uncertain) {
      finishUnknown(told, "its session has ended");
    } else {
      backToWaiting(told);
    }
    for (PendingCommand command : List.copyOf(session.unanswered().values())) {
      if (!command.mayHaveHappened()) {
        backToWaiting(command);
      }
    }
  }

  private void backToWaiting(PendingCommand command) {
    leave(command);
    command.sequence = 0;
    command.misses = 0;
    command.state = PendingCommand.State.WAITING;
    waiting.put(command.order, command);
  }

  // Time.

  private void tick() {
    if (dead) {
      return;
    }
    long now = world.time().nowMicros();
    for (PendingCommand command : List.copyOf(unfinished)) {
      if (command.deadlineMicros <= now) {
        giveUp(command);
      } else if (command.state == PendingCommand.State.DELAYED && command.notBeforeMicros <= now) {
        command.state = PendingCommand.State.BLOCKED;
        unblock(command);
      }
    }
    watchConnections(now);
    pump();
    world.time().after(TICK_MICROS, this::tick);
  }

  private void watchConnections(long now) {
    List<Connection> all = new ArrayList<>(retiring);
    if (current != null) {
      all.add(current);
    }
    for (Connection connection : all) {
      boolean silent =
          !connection.outstanding.isEmpty() && now - connection.heardMicros > SILENCE_MICROS;
      if (connection.isBroken() || silent) {
        lose(connection);
      } else if (connection.outstanding.isEmpty()) {
        connection.heardMicros = now;
      }
    }
    retiring.removeIf(connection -> connection.outstanding.isEmpty());
  }

  private void lose(Connection connection) {
    world.met(Happening.CONNECTION_BROKEN);
    world.event(name, "loses its connection to " + connection.node.id());
    connection.leave();
    if (connection == current) {
      current = null;
      ring.leave(connection.node, null);
    }
    List<PendingCommand> lost = List.copyOf(connection.outstanding);
    connection.outstanding.clear();
    for (PendingCommand command : lost) {
      command.uncertain = true;
      command.connection = null;
      command.state = PendingCommand.State.BLOCKED;
    }
    if (world.planted() == PlantedFault.RETRY_WITH_NEW_SEQUENCE && !lost.isEmpty()) {
      giveNewSequences();
    }
    lost.forEach(this::unblock);
  }

  private void giveNewSequences() {
    ready.clear();
    for (PendingCommand command : List.copyOf(session.unanswered().values())) {
      session.answered(command);
      session.assign(command);
      if (command.state == PendingCommand.State.READY) {
        ready.put(command.sequence, command);
      }
    }
  }

  private void giveUp(PendingCommand command) {
    if (command.mayHaveHappened()) {
      finishUnknown(command, "no answer by the deadline");
    } else {
      expectCalmBefore(command, "RETRY");
      world.examiner().promisedNothing(command.command.getNumber());
      finish(command, "RETRY");
    }
  }

  private void expectCalmBefore(PendingCommand command, String ending) {
    Examiner.check(
        command.submittedMicros < calmFromMicros,
        "%s: number %d ends as %s, though all faults were over when it was submitted",
        name,
        command.command.getNumber(),
        ending);
  }

  // Ends.

  private void finishUnknown(PendingCommand command, String why) {
    expectCalmBefore(command, "UNKNOWN");
    long sessionId = session.id();
    long sequence = command.sequence;
    ClientSession sentIn = session;
    sentIn.endedUnknown(command);
    finish(command, "UNKNOWN: " + why);
    resolves.add(
        command.command.getUser(),
        sessionId,
        sequence,
        () -> Math.min(sequence, sentIn.lowestUnanswered()),
        reply -> resolved(command, sessionId, sequence, reply));
  }

  private void resolved(PendingCommand command, long sessionId, long sequence, Reply reply) {
    world.event(
        name, "number " + command.command.getNumber() + " is resolved as " + reply.getCode());
    if (session != null && session.id() == sessionId) {
      session.resolved(sequence);
    }
    switch (reply.getCode()) {
      case CANCELLED -> world.examiner().cancelled(command.command.getNumber());
      case UNKNOWN_SESSION, SEQUENCE_FORGOTTEN ->
          world.event(name, "will never know of number " + command.command.getNumber());
      default -> world.examiner().answered(command.command.getNumber(), reply);
    }
    pump();
  }

  private void finish(PendingCommand command, String how) {
    world.event(name, "number " + command.command.getNumber() + " ends as " + how);
    unfinished.remove(command);
    waiting.remove(command.order);
    if (command.sequence != 0) {
      leave(command);
    }
    command.state = PendingCommand.State.FINISHED;
  }

  private void leave(PendingCommand command) {
    session.answered(command);
    ready.remove(command.sequence);
    if (command.connection != null) {
      command.connection.outstanding.remove(command);
      command.connection = null;
    }
    PendingCommand behind = command.next;
    session.line(command).remove(command);
    if (behind != null) {
      unblock(behind);
    }
  }
}
