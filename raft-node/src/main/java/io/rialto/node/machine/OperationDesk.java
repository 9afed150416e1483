package io.rialto.node.machine;

import java.util.function.Function;

/**
 * Exactly once: decides whether an operation is executed or has its answer already (DESIGN,
 * "Sessions"). Only what is executed is audited, numbered and recorded; every other answer changes
 * nothing but the session's time of last use.
 */
final class OperationDesk {
  private final TradingRules rules;
  private final Numbering numbering;
  private final SessionTable sessions;
  private final RequestTable requests;
  private final MachineLimits limits;
  private final Settlement settlement;
  private final CommandDigest.Maker digests = new CommandDigest.Maker();

  OperationDesk(
      Settlement settlement,
      TradingRules rules,
      Numbering numbering,
      SessionTable sessions,
      RequestTable requests,
      MachineLimits limits) {
    this.settlement = settlement;
    this.rules = rules;
    this.numbering = numbering;
    this.sessions = sessions;
    this.requests = requests;
    this.limits = limits;
  }

  /**
   * Applies the operation at a place (from 1) of the entry.
   *
   * @param bodies makes a user's summary as it stands, or null
   */
  Result apply(Operation operation, int place, Trail trail, Function<String, Summary> bodies) {
    if (operation instanceof Operation.SessionCommand command) {
      settlement.settle(command.command().user(), trail);
      return apply(command, place, trail, bodies);
    }
    if (operation instanceof Operation.RequestCommand command) {
      settlement.settle(command.command().user(), trail);
      return apply(command, place, trail, bodies);
    }
    if (operation instanceof Operation.OpenSession) {
      return openSession(trail.moment());
    }
    if (operation instanceof Operation.Resolve resolve) {
      return resolve(resolve, trail.moment(), bodies);
    }
    throw new IllegalStateException("no rule for " + operation);
  }

  private Result apply(
      Operation.SessionCommand operation,
      int place,
      Trail trail,
      Function<String, Summary> bodies) {
    Moment moment = trail.moment();
    Session session = sessions.use(operation.session(), moment);
    if (session == null) {
      return unknownSession(operation.session(), moment);
    }
    long lowest = Math.max(session.lowestUnanswered(), operation.lowestUnanswered());
    if (operation.sequence() < lowest) {
      return forgotten(operation.sequence(), lowest, moment);
    }
    RecordedReply recorded = sessions.recorded(session, operation.sequence(), moment);
    if (recorded != null) {
      return recorded.answers(operation.command(), digests)
          ? again(recorded, bodies)
          : reused("sequence " + operation.sequence(), moment);
    }
    if (operation.sequence() - lowest >= limits.sequenceWindow()) {
      return beyondWindow(operation.sequence(), lowest, moment);
    }
    if (isMissing(session, lowest, operation.predecessor())) {
      return predecessorMissing(operation.predecessor(), moment);
    }
    Reply reply = execute(operation.command(), operation.caller(), place, trail);
    RecordedReply record = RecordedReply.of(operation.command(), reply, digests);
    session.record(lowest, operation.sequence(), record);
    return new Result(reply, false, body(record, bodies));
  }

  private Result apply(
      Operation.RequestCommand operation,
      int place,
      Trail trail,
      Function<String, Summary> bodies) {
    Moment moment = trail.moment();
    boolean isProtected = !operation.requestId().isEmpty();
    RecordedReply recorded = isProtected ? requests.recorded(operation.requestId()) : null;
    if (recorded != null) {
      return recorded.answers(operation.command(), digests)
          ? again(recorded, bodies)
          : reused("request id " + operation.requestId(), moment);
    }
    if (isProtected && requests.isFull()) {
      return tooManyRequests(moment);
    }
    Reply reply = execute(operation.command(), operation.caller(), place, trail);
    RecordedReply record = RecordedReply.of(operation.command(), reply, digests);
    if (isProtected) {
      requests.record(operation.requestId(), moment, place, record);
    }
    return new Result(reply, false, body(record, bodies));
  }

  private Result openSession(Moment moment) {
    long id = sessions.open(moment);
    if (id == 0) {
      return refused(
          Outcome.SESSION_LIMIT, limits.sessionsMax() + " sessions are open already", moment);
    }
    return new Result(Answer.done().reply(moment, 0).withSession(id), false, null);
  }

  private Result resolve(
      Operation.Resolve operation, Moment moment, Function<String, Summary> bodies) {
    Session session = sessions.use(operation.session(), moment);
    if (session == null) {
      return unknownSession(operation.session(), moment);
    }
    long lowest = Math.max(session.lowestUnanswered(), operation.lowestUnanswered());
    if (operation.sequence() < lowest) {
      return forgotten(operation.sequence(), lowest, moment);
    }
    RecordedReply recorded = sessions.recorded(session, operation.sequence(), moment);
    if (recorded != null) {
      return again(recorded, bodies);
    }
    if (operation.sequence() - lowest >= limits.sequenceWindow()) {
      return beyondWindow(operation.sequence(), lowest, moment);
    }
    Result cancelled =
        refused(
            Outcome.CANCELLED,
            "sequence " + operation.sequence() + " was resolved before it arrived",
            moment);
    RecordedReply mark = RecordedReply.cancelled(cancelled.reply());
    session.record(lowest, operation.sequence(), mark);
    return cancelled;
  }

  private Reply execute(Command command, String caller, int place, Trail trail) {
    long number = numbering.forCommand(command, place);
    Answer answer = rules.execute(new Execution(command, number, place, trail), caller);
    return answer.reply(trail.moment(), number);
  }

  private static boolean isMissing(Session session, long lowest, long predecessor) {
    return predecessor != 0 && predecessor >= lowest && !session.has(predecessor);
  }

  private static Result again(RecordedReply recorded, Function<String, Summary> bodies) {
    return new Result(recorded.reply(), true, body(recorded, bodies));
  }

  private static Summary body(RecordedReply recorded, Function<String, Summary> bodies) {
    boolean hasBody = bodies != null && !recorded.summaryOf().isEmpty();
    return hasBody ? bodies.apply(recorded.summaryOf()) : null;
  }

  private static Result unknownSession(long session, Moment moment) {
    return refused(
        Outcome.UNKNOWN_SESSION, "session " + session + " was never opened or has ended", moment);
  }

  private static Result forgotten(long sequence, long lowest, Moment moment) {
    return refused(
        Outcome.SEQUENCE_FORGOTTEN,
        "sequence " + sequence + " lies below the lowest unanswered, " + lowest,
        moment);
  }

  private static Result reused(String what, Moment moment) {
    return refused(Outcome.SEQUENCE_REUSED, what + " was used before for another command", moment);
  }

  private Result beyondWindow(long sequence, long lowest, Moment moment) {
    return refused(
        Outcome.OVERLOADED,
        "sequence "
            + sequence
            + " is "
            + limits.sequenceWindow()
            + " or more above the lowest unanswered, "
            + lowest,
        moment);
  }

  private static Result predecessorMissing(long predecessor, Moment moment) {
    return refused(
        Outcome.PREDECESSOR_MISSING,
        "sequence " + predecessor + " has no result yet; send that one first",
        moment);
  }

  private Result tooManyRequests(Moment moment) {
    return refused(
        Outcome.OVERLOADED,
        limits.requestsMax() + " request ids are kept already; use a session",
        moment);
  }

  private static Result refused(Outcome outcome, String figures, Moment moment) {
    return new Result(Answer.rejected(outcome, figures).reply(moment, 0), false, null);
  }
}
