package io.rialto.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a faultless service does passes, however its clients' calls overlap. */
class GoodHistoriesTest {

  private static final int OPERATIONS = 3_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRandomRunAgainstAFaultlessServicePasses(long seed, @TempDir Path folder)
      throws IOException {
    WrittenRun run = WrittenRun.generate(seed, (int) (1 + seed), OPERATIONS);

    CheckOutcome outcome = run.check(folder);

    assertThat(outcome.judgement()).as(CheckText.text(outcome)).isEqualTo(Judgement.PASS);
    assertThat(outcome.figures().acknowledged()).isGreaterThan(OPERATIONS / 2);
    assertThat(outcome.figures().reads()).isGreaterThan(OPERATIONS / 20);
    assertThat(outcome.figures().resolved()).isPositive();
    assertThat(outcome.figures().settledByLog()).isPositive();
    assertThat(outcome.figures().quotes()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRandomRunAgainstAServiceThatSettlesLittleAtATimePasses(long seed, @TempDir Path folder)
      throws IOException {
    int settledPerEntryMax = 1 + (int) seed % 2;
    int users = (int) (2 + 2 * seed);
    WrittenRun run = WrittenRun.generate(seed, users, OPERATIONS, settledPerEntryMax);

    CheckOutcome outcome = run.check(folder);

    assertThat(outcome.judgement()).as(CheckText.text(outcome)).isEqualTo(Judgement.PASS);
    assertThat(run.check(folder, 10).judgement()).isEqualTo(Judgement.FAIL);
  }

  @Test
  void aCommandThatWasSentBackMayBeSentAgainUnderItsNumber(@TempDir Path folder)
      throws IOException {
    WrittenRun run = WrittenRun.generate(1, 3, OPERATIONS);
    Picked picked = new Picked(run, new Random(1));
    Call again =
        picked
            .call(picked.answer((command, result) -> result.kind() == CommandResult.Kind.DONE))
            .call();
    Reply sentBack = Reply.newBuilder().setCode(ResultCode.OVERLOADED).build();
    CommandResult retry = new CommandResult(CommandResult.Kind.RETRY, sentBack, 0, 0, 1);
    long operation = 10L * OPERATIONS;
    run.records.add(1, new HistoryRecord.Invoked(1, operation, "c0", "c0#1", again));
    run.records.add(2, new HistoryRecord.Returned(3, operation, 2, new Answer.OfCommand(retry)));

    CheckOutcome outcome = run.check(folder);

    assertThat(outcome.judgement()).as(CheckText.text(outcome)).isEqualTo(Judgement.PASS);
  }
}
