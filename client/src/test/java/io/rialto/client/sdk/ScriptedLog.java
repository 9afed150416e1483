package io.rialto.client.sdk;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes of a scripted cluster agree on: sessions with exactly-once, predecessors and
 * resolve as the contract says, and no trading rule at all.
 */
public final class ScriptedLog {

  private final Map<Long, Map<Long, Reply>> sessions = new HashMap<>();
  private final Map<String, Reply> requests = new HashMap<>();
  private final List<SessionCommand> applied = new ArrayList<>();
  private long index;
  private long lastSession;

  public synchronized long openSession() {
    sessions.put(++lastSession, new HashMap<>());
    index++;
    return lastSession;
  }

  public synchronized void endSessions() {
    sessions.clear();
  }

  public synchronized Reply apply(SessionCommand command) {
    Map<Long, Reply> replies = sessions.get(command.getSession());
    if (replies == null) {
      return refusal(ResultCode.UNKNOWN_SESSION);
    }
    Reply first = replies.get(command.getSequence());
    if (first != null) {
      return first.toBuilder().setDuplicate(true).build();
    }
    long before = command.getPredecessor();
    if (before != 0 && before >= command.getLowestUnanswered() && !replies.containsKey(before)) {
      return refusal(ResultCode.PREDECESSOR_MISSING);
    }
    Reply reply = done(command.getCommand());
    replies.put(command.getSequence(), reply);
    applied.add(command);
    return reply;
  }

  public synchronized Reply resolve(long session, long sequence) {
    Map<Long, Reply> replies = sessions.get(session);
    if (replies == null) {
      return refusal(ResultCode.UNKNOWN_SESSION);
    }
    return replies.computeIfAbsent(
        sequence, none -> refusal(ResultCode.CANCELLED).toBuilder().setLogIndex(++index).build());
  }

  public synchronized Reply execute(String requestId, Command command) {
    Reply first = requests.get(requestId);
    if (first != null) {
      return first.toBuilder().setDuplicate(true).build();
    }
    Reply reply = done(command);
    requests.put(requestId, reply);
    return reply;
  }

  public synchronized List<SessionCommand> applied() {
    return List.copyOf(applied);
  }

  /** The amounts that were applied for a user, in log order. */
  public synchronized List<Long> appliedFor(String user) {
    return applied.stream()
        .map(SessionCommand::getCommand)
        .filter(command -> command.getUser().equals(user))
        .map(Command::getAmountCents)
        .toList();
  }

  public static Reply refusal(ResultCode code) {
    return Reply.newBuilder().setCode(code).setMessage("scripted " + code).build();
  }

  private Reply done(Command command) {
    return Reply.newBuilder()
        .setLogIndex(++index)
        .setTerm(1)
        .setNumber(command.getNumber())
        .setAmountCents(command.getAmountCents())
        .build();
  }
}
