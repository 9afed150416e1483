package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rialto.chaos.fault.Fault;
import io.rialto.chaos.fault.FaultKind;
import io.rialto.chaos.fault.Offer;
import io.rialto.chaos.fault.Target;
import io.rialto.chaos.history.HistoryReader;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import io.rialto.chaos.report.RunReport.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spells of faults that only say what is done to them. */
@Timeout(60)
class SpellsTest {

  private static final Offer OFFER = new Offer(FaultKind.KILL, Target.FOLLOWER);

  @TempDir private Path directory;

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final Problems problems = new Problems();
  private final CountDownLatch ending = new CountDownLatch(1);
  private HistoryWriter history;
  private Strikes strikes;

  @BeforeEach
  void open() throws IOException {
    history = HistoryWriter.create(directory.resolve("history.jsonl"));
    strikes = new Strikes(history);
  }

  @AfterEach
  void close() throws IOException {
    history.close();
  }

  @Test
  void whenASpellReturnsEveryFaultHasBeenInjectedAndHealed() throws InterruptedException {
    spells("", "").run(spell(planned(0, 20), planned(10, 30)));

    assertThat(done).hasSize(4).containsOnly("inject", "heal");
    assertThat(strikes.all())
        .hasSize(2)
        .allMatch(strike -> strike.healedNanos() > strike.fromNanos());
    assertThat(strikes.broken()).isEmpty();
    assertThat(problems.any()).isFalse();
  }

  @Test
  void aFaultThatCannotBeInjectedIsHealedAndDoesNotCount()
      throws IOException, InterruptedException {
    strikes.begin(new Recorded("", ""));

    spells("no leader to be hit", "").run(spell(planned(0, 20)));

    assertThat(done).containsExactly("heal");
    assertThat(strikes.all()).hasSize(1);
    assertThat(problems.any()).isFalse();
    assertThat(faultsEnded()).singleElement().asString().contains("no leader to be hit");
  }

  @Test
  void aFaultThatCannotBeInjectedThoughNothingElseIsBrokenIsAProblem() throws InterruptedException {
    spells("n1 must halt", "").run(spell(planned(0, 20)));

    assertThat(problems.all())
        .singleElement()
        .extracting(Violation::kind)
        .isEqualTo("not-as-meant");
  }

  @Test
  void aFaultThatCannotBeHealedIsAProblem() throws InterruptedException {
    spells("", "it stays dead").run(spell(planned(0, 20)));

    assertThat(problems.all()).singleElement().extracting(Violation::kind).isEqualTo("not-healed");
    assertThat(problems.all().get(0).text()).contains("it stays dead");
  }

  @Test
  void aRunThatIsToEndHealsAtOnceAndBreaksNothingMore() throws InterruptedException {
    ending.countDown();

    spells("", "").run(spell(planned(0, 3_600_000), planned(3_000_000, 3_600_000)));

    assertThat(done).isEmpty();
  }

  @Test
  void anExitIsExplainedByAFaultOnThatMemberOnlyUntilItIsHealed() {
    Strike strike = strikes.begin(new Recorded("", ""));

    assertThat(strikes.explain("n1", 137)).isTrue();
    assertThat(strikes.explain("n1", 30)).isFalse();
    assertThat(strikes.explain("n2", 137)).isFalse();
    strikes.ended(strike, true, "");
    assertThat(strikes.explain("n1", 137)).isFalse();
  }

  @Test
  void theHistoryTellsWhatWasBrokenOnWhom() throws IOException, InterruptedException {
    spells("", "").run(spell(planned(0, 20)));

    history.close();
    List<HistoryRecord> records = records();
    assertThat(records)
        .filteredOn(HistoryRecord.FaultBegan.class::isInstance)
        .map(HistoryRecord.FaultBegan.class::cast)
        .extracting(HistoryRecord.FaultBegan::kind, HistoryRecord.FaultBegan::members)
        .containsExactly(tuple("kill", List.of("n1")));
  }

  private Spells spells(String injectFailure, String healFailure) {
    return new Spells(
        planned -> new Recorded(injectFailure, healFailure),
        strikes,
        problems,
        event -> {},
        ending);
  }

  private static Spell spell(PlannedFault... faults) {
    return new Spell(0, 30, List.of(faults));
  }

  private static PlannedFault planned(long from, long to) {
    return new PlannedFault(OFFER, from, to, 1);
  }

  private List<HistoryRecord.FaultEnded> faultsEnded() throws IOException {
    history.close();
    return records().stream()
        .filter(HistoryRecord.FaultEnded.class::isInstance)
        .map(HistoryRecord.FaultEnded.class::cast)
        .toList();
  }

  private List<HistoryRecord> records() throws IOException {
    List<HistoryRecord> records = new ArrayList<>();
    HistoryReader.read(directory.resolve("history.jsonl"), records::add);
    return records;
  }

  private final class Recorded implements Fault {

    private final String injectFailure;
    private final String healFailure;

    Recorded(String injectFailure, String healFailure) {
      this.injectFailure = injectFailure;
      this.healFailure = healFailure;
    }

    @Override
    public FaultKind kind() {
      return OFFER.kind();
    }

    @Override
    public Target target() {
      return OFFER.target();
    }

    @Override
    public List<String> members() {
      return List.of("n1");
    }

    @Override
    public String sentence() {
      return "n1 is told that it is killed";
    }

    @Override
    public void inject() throws IOException {
      if (!injectFailure.isEmpty()) {
        throw new IOException(injectFailure);
      }
      done.add("inject");
    }

    @Override
    public void heal() throws IOException {
      if (!healFailure.isEmpty()) {
        throw new IOException(healFailure);
      }
      done.add("heal");
    }
  }
}
