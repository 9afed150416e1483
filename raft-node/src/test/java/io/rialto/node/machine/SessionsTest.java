package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exactly once within a session (DESIGN, "Sessions"; trading.proto). */
@Tag("P2")
@Tag("P6")
class SessionsTest {
  private static final int WINDOW = 10;
  private static final long DAY = MachineLimits.SESSION_LIFE_MILLIS;

  private final TradingFloor floor =
      new TradingFloor(new MachineLimits(2, WINDOW, 5, 100, 0, 1_000));
  private long session;

  @BeforeEach
  void aSessionIsOpen() {
    session = open().session();
  }

  @Test
  void sessionsAreNumberedFromOne() {
    assertThat(session).isEqualTo(1);
    assertThat(open().session()).isEqualTo(2);
  }

  @Test
  void atTheLimitASessionIsRefusedAndNoneIsPushedOut() {
    open();
    Reply refused = open();
    assertThat(refused.outcome()).isEqualTo(Outcome.SESSION_LIMIT);
    assertThat(refused.session()).isZero();
    assertThat(send(1, 1, 0, add(5)).reply().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void anUnknownSessionIsSaidToBeUnknown() {
    Operation operation = new Operation.SessionCommand(99, 1, 1, 0, "", add(5));
    assertThat(floor.apply(operation).reply().outcome()).isEqualTo(Outcome.UNKNOWN_SESSION);
    assertThat(floor.apply(new Operation.Resolve(99, 1, 1)).reply().outcome())
        .isEqualTo(Outcome.UNKNOWN_SESSION);
    assertThat(floor.summary("alice")).isNull();
    assertThat(floor.audit()).isEmpty();
  }

  @Test
  void aDuplicateIsAnsweredWithTheFirstReplyAndChangesNothing() {
    Result first = send(1, 1, 0, add(5));
    floor.later(1_000);
    Result second = send(1, 1, 0, add(5));
    assertThat(first.duplicate()).isFalse();
    assertThat(second.duplicate()).isTrue();
    assertThat(second.reply()).isEqualTo(first.reply());
    assertThat(floor.cash("alice")).isEqualTo(5);
    assertThat(floor.lastEvents()).isEmpty();
  }

  @Test
  void aDuplicateWithinTheSameEntryIsOneToo() {
    Operation operation = new Operation.SessionCommand(session, 1, 1, 0, "", add(5));
    EntryResult result = floor.apply(List.of(), List.of(operation, operation));
    assertThat(result.results()).extracting(Result::duplicate).containsExactly(false, true);
    assertThat(floor.cash("alice")).isEqualTo(5);
  }

  @Test
  void aReplyThatTheSameEntrySaysIsNoLongerAskedForIsNotKept() {
    Operation first = new Operation.SessionCommand(session, 1, 1, 0, "", add(5));
    Operation second = new Operation.SessionCommand(session, 2, 2, 0, "", add(6));
    Reply kept = floor.apply(List.of(), List.of(first, second)).results().get(1).reply();

    assertThat(floor.apply(first).reply().outcome()).isEqualTo(Outcome.SEQUENCE_FORGOTTEN);
    assertThat(floor.apply(second).duplicate()).isTrue();
    assertThat(floor.apply(second).reply()).isEqualTo(kept);
    assertThat(
            ReplyBlocks.sequences(
                floor.state.get(Table.REPLIES, Keys.replies(session, kept.index()))))
        .containsExactly(2L);
  }

  @Test
  void aRejectionIsRecordedAndGivenAgainEvenIfTheCommandCouldSucceedNow() {
    Command reserve = new Command(CommandKind.SET_BUY_AMOUNT, "alice", "ABC", 5, "", 0);
    Result first = send(1, 1, 0, reserve);
    assertThat(first.reply().outcome()).isEqualTo(Outcome.UNKNOWN_USER);
    send(2, 1, 0, add(5));
    assertThat(send(1, 1, 0, reserve).reply()).isEqualTo(first.reply());
    assertThat(floor.reserved("alice")).isZero();
  }

  @Test
  void theSameSequenceForAnotherCommandIsReusedAndChangesNothing() {
    Result first = send(1, 1, 0, add(5));
    assertThat(send(1, 1, 0, add(6)).reply().outcome()).isEqualTo(Outcome.SEQUENCE_REUSED);
    Command numbered = new Command(CommandKind.ADD, "alice", "", 5, "", 7);
    assertThat(send(1, 1, 0, numbered).reply().outcome()).isEqualTo(Outcome.SEQUENCE_REUSED);
    assertThat(floor.cash("alice")).isEqualTo(5);
    assertThat(send(1, 1, 0, add(5)).reply()).isEqualTo(first.reply());
  }

  @Test
  void repliesBelowTheLowestUnansweredAreForgotten() {
    send(1, 1, 0, add(1));
    send(2, 1, 0, add(1));
    send(3, 3, 0, add(1));
    assertThat(floor.state.count(Table.REPLIES)).isEqualTo(1);
    assertThat(send(2, 1, 0, add(1)).reply().outcome()).isEqualTo(Outcome.SEQUENCE_FORGOTTEN);
    assertThat(floor.apply(new Operation.Resolve(session, 2, 1)).reply().outcome())
        .isEqualTo(Outcome.SEQUENCE_FORGOTTEN);
    assertThat(floor.cash("alice")).isEqualTo(3);
  }

  @Test
  void theLowestUnansweredNeverComesDownAgain() {
    send(5, 4, 0, add(1));
    send(6, 2, 0, add(1));
    assertThat(send(3, 1, 0, add(1)).reply().outcome()).isEqualTo(Outcome.SEQUENCE_FORGOTTEN);
  }

  @Test
  void repliesAreKeptBySequenceInWhateverOrderCommandsArrive() {
    Result third = send(3, 1, 0, add(3));
    Result first = send(1, 1, 0, add(1));
    assertThat(send(3, 1, 0, add(3)).reply()).isEqualTo(third.reply());
    assertThat(send(1, 1, 0, add(1)).reply()).isEqualTo(first.reply());
    assertThat(send(2, 1, 0, add(2)).duplicate()).isFalse();
    assertThat(floor.cash("alice")).isEqualTo(6);
  }

  @Test
  void aSequenceBeyondTheWindowIsOverloadedAndStaysFree() {
    assertThat(send(WINDOW + 1, 1, 0, add(1)).reply().outcome()).isEqualTo(Outcome.OVERLOADED);
    assertThat(floor.summary("alice")).isNull();
    assertThat(send(WINDOW, 1, 0, add(1)).reply().outcome()).isEqualTo(Outcome.OK);
    assertThat(send(WINDOW + 1, 2, 0, add(1)).reply().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aCommandWaitsForItsPredecessorAndIsNotRecordedMeanwhile() {
    Reply early = send(2, 1, 1, add(2)).reply();
    assertThat(early.outcome()).isEqualTo(Outcome.PREDECESSOR_MISSING);
    assertThat(early.number()).isZero();
    assertThat(floor.summary("alice")).isNull();
    send(1, 1, 0, add(1));
    assertThat(send(2, 1, 1, add(2)).reply().outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.cash("alice")).isEqualTo(3);
  }

  @Test
  void aPredecessorInTheSameEntryCounts() {
    EntryResult result =
        floor.apply(
            List.of(),
            List.of(
                new Operation.SessionCommand(session, 1, 1, 0, "", add(1)),
                new Operation.SessionCommand(session, 2, 1, 1, "", add(2))));
    assertThat(result.results())
        .extracting(one -> one.reply().outcome())
        .containsExactly(Outcome.OK, Outcome.OK);
  }

  @Test
  void aPredecessorBelowTheLowestUnansweredHasItsResult() {
    assertThat(send(4, 4, 3, add(1)).reply().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aRejectedOrCancelledPredecessorIsAResult() {
    send(1, 1, 0, new Command(CommandKind.COMMIT_BUY, "alice", "", 0, "", 0));
    assertThat(send(2, 1, 1, add(1)).reply().outcome()).isEqualTo(Outcome.OK);
    floor.apply(new Operation.Resolve(session, 3, 1));
    assertThat(send(4, 1, 3, add(1)).reply().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void whatIsNotRecordedTakesNoNumberAndLeavesNoEvent() {
    send(2, 1, 1, add(2));
    send(WINDOW + 1, 1, 0, add(1));
    assertThat(floor.audit()).isEmpty();
    assertThat(send(1, 1, 0, add(1)).reply().number()).isEqualTo(1_000_000_000_000L);
  }

  @Test
  void resolveAnswersWithTheRecordedReply() {
    Result first = send(1, 1, 0, add(5));
    Result resolved = floor.apply(new Operation.Resolve(session, 1, 1));
    assertThat(resolved.reply()).isEqualTo(first.reply());
    assertThat(resolved.duplicate()).isTrue();
  }

  @Test
  void resolveOfWhatNeverArrivedMakesSureThatItNeverApplies() {
    Result resolved = floor.apply(new Operation.Resolve(session, 1, 1));
    assertThat(resolved.reply().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(send(1, 1, 0, add(5)).reply().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(floor.apply(new Operation.Resolve(session, 1, 1)).reply())
        .isEqualTo(resolved.reply());
    assertThat(floor.summary("alice")).isNull();
    assertThat(floor.audit()).isEmpty();
  }

  @Test
  void resolveBeyondTheWindowIsOverloaded() {
    assertThat(floor.apply(new Operation.Resolve(session, WINDOW + 1, 1)).reply().outcome())
        .isEqualTo(Outcome.OVERLOADED);
  }

  @Test
  void aFullWindowAboveWhatTheMachineKnowsResolveSaysWhatIsUnanswered() {
    send(1, 1, 0, add(1));
    send(2, 1, 0, add(1));
    Operation.Resolve resolve = new Operation.Resolve(session, WINDOW + 1, WINDOW + 1);
    assertThat(floor.apply(resolve).reply().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(send(1, 1, 0, add(1)).reply().outcome()).isEqualTo(Outcome.SEQUENCE_FORGOTTEN);
    assertThat(floor.state.count(Table.REPLIES)).isEqualTo(1);
  }

  @Test
  void aSessionEndsAfterADayWithoutUseAndItsRepliesWithIt() {
    send(1, 1, 0, add(5));
    send(2, 1, 0, add(5));
    floor.pass(DAY);
    assertThat(floor.state.count(Table.REPLIES)).isEqualTo(2);
    floor.pass(1);
    assertThat(floor.state.count(Table.REPLIES)).isZero();
    assertThat(floor.state.count(Table.SESSIONS)).isZero();
    assertThat(send(3, 1, 0, add(5)).reply().outcome()).isEqualTo(Outcome.UNKNOWN_SESSION);
    assertThat(open().session()).isEqualTo(2);
  }

  @Test
  void useOfAnyKindKeepsASessionOpen() {
    floor.later(DAY);
    send(1, 1, 0, add(5));
    floor.later(DAY);
    send(1, 1, 0, add(5));
    floor.later(DAY);
    send(3, 1, 2, add(5));
    floor.later(DAY);
    assertThat(floor.apply(new Operation.Resolve(session, 1, 1)).reply().outcome())
        .isEqualTo(Outcome.OK);
  }

  @Test
  void theSummaryOfADuplicateIsMadeAfresh() {
    send(1, 1, 0, add(5));
    Command display = new Command(CommandKind.DISPLAY_SUMMARY, "alice", "", 0, "", 0);
    assertThat(send(2, 1, 0, display).summary().cashCents()).isEqualTo(5);
    send(3, 1, 0, add(5));
    Result again = send(2, 1, 0, display);
    assertThat(again.duplicate()).isTrue();
    assertThat(again.summary().cashCents()).isEqualTo(10);
    assertThat(floor.apply(new Operation.Resolve(session, 2, 1)).summary().cashCents())
        .isEqualTo(10);
  }

  @Test
  void sessionsAndRepliesSurviveARestart() {
    Result first = send(1, 1, 0, add(5));
    floor.restart();
    assertThat(send(1, 1, 0, add(5)).reply()).isEqualTo(first.reply());
    assertThat(open().session()).isEqualTo(2);
  }

  private Reply open() {
    return floor.apply(new Operation.OpenSession()).reply();
  }

  private Result send(long sequence, long lowest, long predecessor, Command command) {
    return floor.apply(
        new Operation.SessionCommand(session, sequence, lowest, predecessor, "", command));
  }

  private static Command add(long cents) {
    return new Command(CommandKind.ADD, "alice", "", cents, "", 0);
  }
}
