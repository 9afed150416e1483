package io.rialto.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.proto.trading.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be judged is not passed, and the outcome says why. */
class UnsettledHistoriesTest {

  private static final int OPERATIONS = 1_500;

  @TempDir private Path folder;
  private final WrittenRun run = WrittenRun.generate(5, 4, OPERATIONS);

  @Test
  void anUnknownOutcomeThatIsNeitherResolvedNorInTheLogIsOpen() throws IOException {
    Set<Long> cancelled = new HashSet<>();
    for (HistoryRecord line : run.records) {
      if (line instanceof HistoryRecord.Returned returned
          && returned.answer() instanceof Answer.OfCommand command
          && command.result().reply().getCode() == ResultCode.CANCELLED) {
        cancelled.add(returned.operation());
      }
    }
    run.records.removeIf(
        line ->
            (line instanceof HistoryRecord.Returned returned
                    && cancelled.contains(returned.operation()))
                || (line instanceof HistoryRecord.Invoked invoked
                    && invoked.call() instanceof Call.Resolve
                    && cancelled.contains(invoked.operation())));

    CheckOutcome outcome = unknown();

    // Of clients that died later the log decides.
    assertThat(outcome.figures().unsettled()).isBetween(1L, (long) cancelled.size());
    assertThat(outcome.doubts().get(0)).contains("ended as unknown and was never resolved");
  }

  @Test
  void aCallThatIsNeverAnsweredWhileItsClientLivesIsOpen() throws IOException {
    run.records.removeIf(line -> line instanceof HistoryRecord.ProcessEnded);

    assertThat(unknown().doubts().get(0)).contains("was never answered, although its client lived");
  }

  @Test
  void aHistoryWithoutItsEndIsNotWhole() throws IOException {
    run.records.remove(run.records.size() - 1);

    assertThat(unknown().doubts()).singleElement().asString().contains("lacks its last line");
  }

  @Test
  void aRunThatFailedIsNoPass() throws IOException {
    run.records.set(run.records.size() - 1, new HistoryRecord.RunEnded(1, "n2 did not come back"));

    assertThat(unknown().doubts()).singleElement().asString().contains("n2 did not come back");
  }

  @Test
  void tooLittleWorkIsNoPass() throws IOException {
    HistoryRecord.RunBegan began = (HistoryRecord.RunBegan) run.records.get(0);
    run.records.set(
        0,
        new HistoryRecord.RunBegan(
            0, began.formatVersion(), 1, 1, began.nodes(), true, 10 * OPERATIONS));

    assertThat(unknown().doubts()).singleElement().asString().contains("too little was done");
  }

  @Test
  void aMissingAuditLogIsNoPass() throws IOException {
    run.records.removeIf(
        line -> line instanceof HistoryRecord.AuditTaken taken && taken.node().equals("n3"));

    assertThat(unknown().doubts()).singleElement().asString().contains("only 2 of 3 audit logs");
  }

  @Test
  void aNodeWhoseHashWasNotSeenAtTheEndIsNoPass() throws IOException {
    run.records.removeIf(
        line -> line instanceof HistoryRecord.NodeSeen seen && seen.node().equals("n3"));

    assertThat(unknown().doubts()).singleElement().asString().contains("hashes").contains("n3");
  }

  @Test
  void anAuditLogThatIsNoXmlIsNoPass() throws IOException {
    run.check(folder);
    for (String node : GeneratedRun.NODES) {
      Path log = folder.resolve("audit-" + node + ".xml");
      List<String> lines = Files.readAllLines(log);
      Files.write(log, lines.subList(0, lines.size() - 1));
    }

    CheckOutcome outcome = HistoryCheck.check(folder.resolve("history.jsonl"));

    assertThat(outcome.judgement()).isEqualTo(Judgement.UNKNOWN);
    assertThat(outcome.doubts()).singleElement().asString().contains("cannot be read");
  }

  private CheckOutcome unknown() throws IOException {
    CheckOutcome outcome = run.check(folder);
    assertThat(outcome.judgement()).as(CheckText.text(outcome)).isEqualTo(Judgement.UNKNOWN);
    assertThat(outcome.violationCount()).isZero();
    return outcome;
  }
}
