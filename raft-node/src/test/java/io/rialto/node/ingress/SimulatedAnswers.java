package io.rialto.node.ingress;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.Result;
import java.util.List;

/** The rules of {@link Answers}, which gives its answers on a thread of its own, without one. */
final class SimulatedAnswers {
  private final Attempts attempts = new Attempts();

  void owe(Waiting operation) {
    attempts.begin(operation.attempt());
  }

  void settle(List<Waiting> operations, EntryResult result) {
    for (int i = 0; i < operations.size(); i++) {
      Waiting operation = operations.get(i);
      Result settled = result.results().get(i);
      attempts.end(operation.attempt());
      boolean saysNothingHappened = settled.reply().outcome().number() / 1000 == 8;
      if (saysNothingHappened && attempts.mayApply(operation.attempt())) {
        operation.replyTo().refused(otherAttempt());
      } else {
        operation.replyTo().settled(settled);
      }
    }
  }

  void sendBack(List<Waiting> operations, Refusal first, Refusal behind) {
    operations.forEach(operation -> attempts.end(operation.attempt()));
    Refusal refusal = first;
    for (Waiting operation : operations) {
      Refusal given = attempts.mayApply(operation.attempt()) ? otherAttempt() : refusal;
      operation.replyTo().refused(given);
      refusal = behind;
    }
  }

  void leaveUnknown(List<Waiting> operations, long term, String why) {
    Refusal unknown = Refusal.unknown("it was handed to the log: " + why);
    for (Waiting operation : operations) {
      attempts.endUnknown(operation.attempt(), term);
      operation.replyTo().refused(unknown);
    }
  }

  void termApplied(long term) {
    attempts.termApplied(term);
  }

  private static Refusal otherAttempt() {
    return Refusal.unknown("another attempt of this command is under way");
  }
}
