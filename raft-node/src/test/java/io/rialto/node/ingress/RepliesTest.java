package io.rialto.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Reply;
import io.rialto.node.machine.Result;
import io.rialto.proto.trading.ResultCode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepliesTest {

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void everyOutcomeHasACodeOfTheSameName(Outcome outcome) {
    assertThat(Replies.code(outcome).name()).isEqualTo(outcome.name());
    assertThat(Replies.code(outcome).getNumber()).isEqualTo(outcome.number());
  }

  @ParameterizedTest
  @EnumSource(CommandKind.class)
  void everyCommandHasAKindOfTheSameName(CommandKind kind) {
    assertThat(io.rialto.proto.trading.CommandKind.forNumber(kind.number()).name())
        .isEqualTo(kind.name());
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void onlyWhatIsSentBackSaysWhenToComeAgain(Outcome outcome) {
    boolean sentBack = outcome.number() / 1000 == 8;
    assertThat(Replies.reply(result(outcome)).getRetryAfterMillis() > 0).isEqualTo(sentBack);
  }

  private static Result result(Outcome outcome) {
    Reply reply = new Reply(outcome, "why", 7, 2, 1_000, 42, "ABC", 1, 2, 3, 4, 5, "key", 6, 7, 8);
    return new Result(reply, true, null);
  }

  @Test
  void aReplyCarriesAllFigures() {
    io.rialto.proto.trading.Reply reply = Replies.reply(result(Outcome.OK));
    assertThat(reply.getCode()).isEqualTo(ResultCode.OK);
    assertThat(reply.getMessage()).isEqualTo("why");
    assertThat(reply.getLogIndex()).isEqualTo(7);
    assertThat(reply.getTerm()).isEqualTo(2);
    assertThat(reply.getLogTimeMillis()).isEqualTo(1_000);
    assertThat(reply.getNumber()).isEqualTo(42);
    assertThat(reply.getDuplicate()).isTrue();
    assertThat(reply.getSymbol()).isEqualTo("ABC");
    assertThat(reply.getPriceCents()).isEqualTo(1);
    assertThat(reply.getShares()).isEqualTo(2);
    assertThat(reply.getAmountCents()).isEqualTo(3);
    assertThat(reply.getExpiresAtMillis()).isEqualTo(4);
    assertThat(reply.getQuoteTimeMillis()).isEqualTo(5);
    assertThat(reply.getCryptokey()).isEqualTo("key");
    assertThat(reply.getNeeded()).isEqualTo(6);
    assertThat(reply.getAvailable()).isEqualTo(7);
    assertThat(Replies.openSessionReply(result(Outcome.OK)).getSession()).isEqualTo(8);
  }

  @Test
  void rejectionsRetriesAndUnknownOutcomesHaveStatusesOfTheirOwn() {
    assertThat(status(Refusal.invalid("x"))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status(Refusal.overloaded("x"))).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status(Refusal.unavailable("x"))).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status(Refusal.notLeader(null))).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status(Refusal.unknown("x"))).isEqualTo(Status.Code.UNKNOWN);
  }

  private static Status.Code status(Refusal refusal) {
    Throwable failure = new CompletionException(new RefusedException(refusal));
    assertThat(Failures.status(failure).getDescription()).contains(refusal.message());
    return Failures.status(failure).getCode();
  }

  @Test
  void whatWasNotForeseenIsAnInternalError() {
    assertThat(Failures.status(new IllegalStateException("secret")).getCode())
        .isEqualTo(Status.Code.INTERNAL);
    assertThat(Failures.status(new IllegalStateException("secret")).getDescription())
        .doesNotContain("secret");
    assertThat(Failures.status(new TimeoutException()).getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(Failures.status(new RejectedExecutionException()).getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }
}
