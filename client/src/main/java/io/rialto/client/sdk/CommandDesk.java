package io.rialto.client.sdk;

import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SessionReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes commands from submit to result. Each gets a sequence of the session; what is ready is sent
 * in sequence order, as many together as a batch holds; what comes back to retry is sent again
 * after a pause, and after it, in order, what the same user submitted later. Loop thread only.
 *
 * <p>A command is sent only if its user's command before it is answered or under way on the same
 * stream; so it never overtakes on purpose, and if it does by accident the machine sends it back
 * (PREDECESSOR_MISSING).
 */
final class CommandDesk implements LeaderLink.Listener {

  /** How it learns what became of the commands. */
  interface Results {
    /** A command has ended; called once for each, on the loop. */
    void ended(PendingCommand command, CommandResult result);
  }

  /** How often deadlines, pauses and silence are looked at while commands are unfinished. */
  private static final long TICK_MILLIS = 10;

  private final Wires wires;
  private final Inbox inbox;
  private final Results results;
  private final LeaderLink link;

  private final Set<PendingCommand> unfinished = new LinkedHashSet<>();
  private final TreeMap<Long, PendingCommand> waiting = new TreeMap<>();
  private final SendQueue queue = new SendQueue();
  private final Map<String, UserLine> lines = new HashMap<>();

  private final SessionOpener opener;
  private SessionWindow session;
  private boolean ticking;

  /** Whether a look at the end of a hold is due. */
  private boolean holding;

  CommandDesk(Wires wires, Inbox inbox, Results results) {
    this.wires = wires;
    this.inbox = inbox;
    this.results = results;
    this.link = new LeaderLink(wires, this);
    this.opener = new SessionOpener(wires);
  }

  /** The first unresolved sequence of the same user before this one that ended as unknown. */
  OptionalLong unknownBefore(long sessionId, long sequence) {
    return session != null && session.id() == sessionId
        ? session.unknownBefore(sequence)
        : OptionalLong.empty();
  }

  /** The lowest sequence whose reply may still be asked for, at most this one; 0 if not known. */
  long lowestUnanswered(long sessionId, long sequence) {
    return session != null && session.id() == sessionId
        ? Math.min(session.lowestUnanswered(), sequence)
        : 0;
  }

  /** How a command was resolved before; null if it was not, or is no longer known. */
  CommandResult resolution(long sessionId, long sequence) {
    return session != null && session.id() == sessionId ? session.resolution(sequence) : null;
  }

  /** A command that ended as unknown was resolved. */
  void resolved(long sessionId, long sequence, CommandResult result) {
    if (session != null && session.id() == sessionId) {
      session.resolved(sequence, result);
      pump();
    }
  }

  /** Ends everything unfinished: what was never sent to retry, the rest unknown. */
  void close(String reason) {
    link.close();
    for (PendingCommand command : List.copyOf(unfinished)) {
      giveUp(command, reason);
    }
  }

  @Override
  public void linkReady() {
    pump();
  }

  @Override
  public void lost(Collection<PendingCommand> outstanding) {
    for (PendingCommand command : outstanding) {
      command.uncertain = true;
      command.stream = null;
      command.state = PendingCommand.State.BLOCKED;
    }
    outstanding.forEach(queue::offer);
    pump();
  }

  @Override
  public void replied(CommandStream stream, ReplyBatch replies) {
    for (SessionReply each : replies.getRepliesList()) {
      PendingCommand command = find(each);
      if (command != null) {
        answered(stream, command, each.getReply());
      }
    }
    pump();
  }

  /**
   * The command that a reply is for; null if it has ended, for example because its deadline passed.
   */
  private PendingCommand find(SessionReply reply) {
    return session == null || session.id() != reply.getSession()
        ? null
        : session.unanswered().get(reply.getSequence());
  }

  private void answered(CommandStream stream, PendingCommand command, Reply reply) {
    CommandResult.Kind kind = CommandResult.Kind.of(reply.getCodeValue());
    boolean settles =
        switch (kind) {
          case DONE, REJECTED -> true;
          case RETRY, UNKNOWN -> false;
        };
    if (!settles && command.stream != stream) {
      // The answer to an earlier attempt; a later one is under way and will be answered itself.
      return;
    }
    if (settles) {
      link.accepted(stream);
      settle(command, kind, reply);
    } else {
      takeBack(stream, command, kind, reply);
    }
  }

  private void settle(PendingCommand command, CommandResult.Kind kind, Reply reply) {
    switch (reply.getCode()) {
      case UNKNOWN_SESSION -> sessionEnded(command, reply);
      case SEQUENCE_FORGOTTEN -> finish(command, CommandResult.Kind.UNKNOWN, reply);
      default -> finish(command, kind, reply);
    }
  }

  private void takeBack(
      CommandStream stream, PendingCommand command, CommandResult.Kind kind, Reply reply) {
    stream.outstanding.remove(command);
    command.stream = null;
    command.lastRefusal = reply;
    command.state = PendingCommand.State.BLOCKED;
    command.uncertain |= kind == CommandResult.Kind.UNKNOWN;
    switch (reply.getCode()) {
      case NOT_LEADER, UNAVAILABLE -> {
        link.refused(stream, reply);
        queue.offer(command);
      }
      case UNKNOWN_OUTCOME -> {
        // A leader that is cut off says so for as long as it is: another node may know more.
        link.refused(stream, reply);
        pause(command, wires.pace().backoff(command.attempts));
      }
      case PREDECESSOR_MISSING -> {
        link.accepted(stream);
        command.misses++;
        if (command.misses == 1) {
          queue.offer(command);
        } else {
          pause(command, wires.pace().backoff(command.misses - 1));
        }
      }
      default -> {
        int asked = reply.getRetryAfterMillis();
        pause(command, asked > 0 ? Pace.jittered(asked) : wires.pace().backoff(command.attempts));
      }
    }
  }

  private void pause(PendingCommand command, long millis) {
    queue.pause(command, wires.now() + millis * Wires.NANOS_PER_MILLI);
  }

  /** Takes what was submitted since the last time, and sends what may be sent. */
  void pump() {
    if (wires.isClosed()) {
      return;
    }
    takeIn();
    nextSession();
    admit();
    CommandStream stream = sendable();
    while (stream != null && sendBatch(stream)) {
      stream = sendable();
    }
    if (!ticking && !unfinished.isEmpty()) {
      ticking = true;
      wires.loop().after(TICK_MILLIS, this::tick);
    }
    if (link.holdsBack()) {
      gather();
    }
  }

  private void takeIn() {
    for (PendingCommand command : inbox.take()) {
      unfinished.add(command);
      waiting.put(command.order, command);
    }
  }

  /** Lets commands gather until the next answer, and looks at them anyway before long. */
  private void gather() {
    inbox.gather();
    if (!holding) {
      holding = true;
      wires.loop().after(CommandStream.HOLD_MILLIS_MAX, this::endHold);
    }
  }

  private void endHold() {
    holding = false;
    pump();
  }

  /** The stream that takes a batch now; null if none does, or there is not enough to send yet. */
  private CommandStream sendable() {
    CommandStream stream = queue.isEmpty() ? null : link.sendable();
    return stream != null && stream.holdsBack() && !isFull(stream) ? null : stream;
  }

  /** Whether a full batch waits: the queue alone does not tell, it has each user's first only. */
  private boolean isFull(CommandStream stream) {
    int unsent = session.unanswered().size() - stream.outstanding.size();
    return unsent >= ClientLimits.BATCH_COMMANDS_MAX;
  }

  private boolean sendBatch(CommandStream stream) {
    CommandBatch.Builder batch = CommandBatch.newBuilder();
    List<PendingCommand> sent = new ArrayList<>();
    long lowest = session.lowestUnanswered();
    int bytes = 0;
    int most = link.batchMax();
    for (PendingCommand command = queue.next(stream);
        command != null && sent.size() < most;
        command = queue.next(stream)) {
      SessionCommand message = message(command, lowest);
      bytes += message.getSerializedSize() + ClientLimits.COMMAND_OVERHEAD_BYTES;
      if (bytes > ClientLimits.BATCH_BYTES_MAX && !sent.isEmpty()) {
        break;
      }
      queue.remove(command);
      batch.addCommands(message);
      sent.add(command);
      markSent(command, stream);
    }
    if (sent.isEmpty()) {
      return false;
    }
    link.send(stream, batch.build());
    stream.outstanding.addAll(sent);
    return true;
  }

  private SessionCommand message(PendingCommand command, long lowest) {
    return SessionCommand.newBuilder()
        .setSession(session.id())
        .setSequence(command.sequence)
        .setLowestUnanswered(lowest)
        .setPredecessor(command.line.predecessorOf(command))
        .setCommand(command.command)
        .build();
  }

  private void markSent(PendingCommand command, CommandStream stream) {
    command.state = PendingCommand.State.OUTSTANDING;
    command.stream = stream;
    command.attempts++;
    command.sentNanos = wires.now();
    if (command.next != null) {
      queue.offer(command.next);
    }
  }

  private void tick() {
    ticking = false;
    takeIn();
    long now = wires.now();
    while (!unfinished.isEmpty()) {
      PendingCommand oldest = unfinished.iterator().next();
      if (oldest.deadlineNanos - now > 0) {
        break;
      }
      giveUp(oldest, "no final reply by the deadline");
    }
    queue.endPauses(now);
    link.tick();
    pump();
  }

  /** Gives sequences to what waits, as far as the window goes. */
  private void admit() {
    while (!waiting.isEmpty() && session != null && !session.isEnded() && session.makeRoom()) {
      PendingCommand command = waiting.pollFirstEntry().getValue();
      session.assign(command);
      command.line = lines.computeIfAbsent(command.command.getUser(), user -> new UserLine());
      command.line.append(command);
      command.state = PendingCommand.State.BLOCKED;
      queue.offer(command);
    }
  }

  /** Opens a session if one is needed and the last one is settled to its last command. */
  private void nextSession() {
    if (session != null && session.isEnded() && session.unanswered().isEmpty()) {
      session = null;
      lines.clear();
    }
    if (session == null && !waiting.isEmpty()) {
      opener.open(waiting::isEmpty, this::sessionOpened, this::sessionRefused);
    }
  }

  private void sessionOpened(long id) {
    session = new SessionWindow(id);
    pump();
  }

  private void sessionRefused(Reply reply) {
    List.copyOf(waiting.values())
        .forEach(command -> finish(command, CommandResult.Kind.of(reply.getCodeValue()), reply));
  }

  /**
   * The service no longer knows the session. What was surely not applied goes on in a new session;
   * what may have been ends as unknown, each when it is told so itself. The new session begins when
   * the old one is settled, so that the order of a user's commands stays.
   */
  private void sessionEnded(PendingCommand told, Reply reply) {
    session.end();
    if (told.uncertain) {
      finish(told, CommandResult.Kind.UNKNOWN, reply);
    } else {
      backToWaiting(told);
    }
    for (PendingCommand command : session.unanswered().toList()) {
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

  private void giveUp(PendingCommand command, String reason) {
    boolean unknown = command.mayHaveHappened();
    finish(
        command,
        unknown ? CommandResult.Kind.UNKNOWN : CommandResult.Kind.RETRY,
        unknown ? unknownReply(reason) : notDoneReply(command, reason));
  }

  private Reply unknownReply(String reason) {
    return Reply.newBuilder()
        .setCode(ResultCode.UNKNOWN_OUTCOME)
        .setMessage(reason + "; it may or may not have been applied" + latestTrouble())
        .build();
  }

  private Reply notDoneReply(PendingCommand command, String reason) {
    return command.lastRefusal != null
        ? command.lastRefusal
        : Reply.newBuilder()
            .setCode(ResultCode.UNAVAILABLE)
            .setMessage(reason + "; it was never sent" + latestTrouble())
            .build();
  }

  private String latestTrouble() {
    String trouble = link.trouble().isEmpty() ? opener.trouble() : link.trouble();
    return trouble.isEmpty() ? "" : " (" + trouble + ")";
  }

  private void finish(PendingCommand command, CommandResult.Kind kind, Reply reply) {
    unfinished.remove(command);
    long sequence = command.sequence;
    if (sequence == 0) {
      waiting.remove(command.order);
    } else {
      if (kind == CommandResult.Kind.UNKNOWN) {
        session.endedUnknown(command, command.line);
      } else if (reply.getLogIndex() != 0) {
        command.line.hasResult(sequence);
      }
      leave(command);
    }
    command.state = PendingCommand.State.FINISHED;
    results.ended(
        command,
        new CommandResult(
            kind, reply, sequence == 0 ? 0 : session.id(), sequence, command.attempts));
  }

  /**
   * Takes a command out of the session, the stream and its user's line, and lets the next in line
   * go on.
   */
  private void leave(PendingCommand command) {
    session.answered(command);
    queue.remove(command);
    if (command.stream != null) {
      command.stream.outstanding.remove(command);
      command.stream = null;
    }
    UserLine line = command.line;
    PendingCommand behind = command.next;
    line.remove(command);
    if (behind != null) {
      queue.offer(behind);
    }
    if (line.isSettled()) {
      lines.remove(command.command.getUser());
    }
  }
}
