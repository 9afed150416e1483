package io.rialto.node.ingress;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.Result;
import io.rialto.node.ops.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is owed to callers: every operation that was accepted is answered once, and "nothing
 * happened" is said only when no other attempt of the same command can still apply.
 */
final class Answers {
  private final Responder responder;
  private final Attempts attempts = new Attempts();
  private final AtomicInteger owed = new AtomicInteger();
  private final AnswerFigures figures = new AnswerFigures();

  Answers(Responder responder) {
    this.responder = responder;
  }

  /**
   * Takes the debt on. Any thread.
   *
   * @param sure whether the operations are of one who asks for little, and taken in any case
   * @return false if that is more than may be owed; then the operations are to be sent back
   */
  boolean owe(List<Waiting> operations, boolean sure) {
    operations.forEach(operation -> attempts.begin(operation.attempt()));
    return owed.addAndGet(operations.size()) <= Limits.COMMANDS_UNANSWERED_MAX || sure;
  }

  /** Answers an entry's operations with the machine's results. */
  void settle(List<Waiting> operations, EntryResult result) {
    List<Runnable> answers = new ArrayList<>(operations.size());
    for (int i = 0; i < operations.size(); i++) {
      Waiting operation = operations.get(i);
      Result settled = result.results().get(i);
      attempts.end(operation.attempt());
      boolean saysNothingHappened = settled.reply().outcome().number() / 1000 == 8;
      if (saysNothingHappened && attempts.mayApply(operation.attempt())) {
        answers.add(() -> operation.replyTo().refused(otherAttempt()));
      } else {
        answers.add(() -> operation.replyTo().settled(settled));
      }
    }
    deliver(operations, answers);
  }

  /** Answers that nothing happened: {@code first} to the first, {@code behind} to the others. */
  void sendBack(List<Waiting> operations, Refusal first, Refusal behind) {
    operations.forEach(operation -> attempts.end(operation.attempt()));
    List<Runnable> answers = new ArrayList<>(operations.size());
    for (Waiting operation : operations) {
      Refusal refusal = answers.isEmpty() ? first : behind;
      Refusal given = attempts.mayApply(operation.attempt()) ? otherAttempt() : refusal;
      answers.add(() -> operation.replyTo().refused(given));
    }
    deliver(operations, answers);
  }

  /** Answers that an entry, submitted in the term, may have been or may still be applied. */
  void leaveUnknown(List<Waiting> operations, long term, String why) {
    operations.forEach(operation -> attempts.endUnknown(operation.attempt(), term));
    Refusal unknown = Refusal.unknown("it was handed to the log: " + why);
    List<Runnable> answers = new ArrayList<>(operations.size());
    operations.forEach(operation -> answers.add(() -> operation.replyTo().refused(unknown)));
    deliver(operations, answers);
  }

  /** An entry of this term has been applied here. Any thread. */
  void termApplied(long term) {
    attempts.termApplied(term);
  }

  private static Refusal otherAttempt() {
    return Refusal.unknown("another attempt of this command is under way");
  }

  /** What was answered until now. Any thread. */
  AnswerFigures figures() {
    return figures;
  }

  private void deliver(List<Waiting> operations, List<Runnable> answers) {
    owed.addAndGet(-answers.size());
    if (!answers.isEmpty()) {
      answers.add(() -> figures.answered(operations));
      responder.deliver(answers);
    }
  }
}
