package io.rialto.chaos.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Examination;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.cluster.HashComparison;
import io.rialto.proto.trading.CommandKind;
import io.rialto.workloads.KindReport;
import io.rialto.workloads.ReplayReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("P5")
class VerdictTest {

  private static final ByteString HASH = ByteString.copyFrom(new byte[32]);
  private static final HashComparison SAME =
      new HashComparison(50, Map.of("n1", HASH, "n2", HASH, "n3", HASH));
  private static final LeaderKill KILL = new LeaderKill("n1", "n2", 1_000, 2_000, 3_000);

  private final Findings findings = new Findings();

  @Test
  void aFaultlessRunHolds() {
    DemoOutcome outcome = outcome(SAME, 10, 5_000);

    assertThat(outcome.verdict().holds()).isTrue();
    assertThat(DemoText.json(outcome).get("verdict").asText()).isEqualTo("ok");
    assertThat(DemoText.json(outcome).get("moneyConserved").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REAL_TIME", "READ", "SESSION", "RESOLVE", "DIVERGED", "LEADERS"})
  void anyDiscrepancyBreaksTheVerdictAndIsNamed(Kind kind) {
    findings.add(kind, 7, "command 7 is not as it must be");

    DemoOutcome outcome = outcome(SAME, 10, 5_000);

    assertThat(outcome.verdict().holds()).isFalse();
    assertThat(new DemoText(false, false).text(outcome))
        .contains("NO")
        .contains(kind + ": command 7 is not as it must be")
        .contains("A promise is broken");
  }

  @Test
  void lostAndDoubledCommandsAreCountedByNumber() {
    findings.add(Kind.LOST, 7, "not in the log");
    findings.add(Kind.LOST, 7, "as another command");
    findings.add(Kind.DUPLICATED, 8, "twice");

    var json = DemoText.json(outcome(SAME, 10, 5_000));

    assertThat(json.get("lost").asLong()).isEqualTo(1);
    assertThat(json.get("duplicated").asLong()).isEqualTo(1);
    assertThat(json.get("verdict").asText()).isEqualTo("broken");
  }

  @Test
  void aReplicaThatHoldsSomethingElseBreaksTheVerdict() {
    ByteString other = ByteString.copyFrom(new byte[] {1});
    HashComparison different = new HashComparison(50, Map.of("n1", HASH, "n2", HASH, "n3", other));

    assertThat(outcome(different, 10, 5_000).verdict().holds()).isFalse();
  }

  @Test
  void aReplicaThatDoesNotAnswerBreaksTheVerdict() {
    HashComparison two = new HashComparison(50, Map.of("n1", HASH, "n2", HASH));

    assertThat(outcome(two, 10, 5_000).verdict().holds()).isFalse();
  }

  @Test
  void anUnansweredCommandBreaksTheVerdict() {
    assertThat(outcome(SAME, 9, 5_000).verdict().holds()).isFalse();
  }

  @Test
  void aKillAfterTheLastAnswerDoesNotCount() {
    DemoOutcome outcome = outcome(SAME, 10, 999);

    assertThat(outcome.verdict().holds()).isFalse();
    assertThat(DemoText.json(outcome).get("kills").asLong()).isZero();
  }

  private DemoOutcome outcome(HashComparison replicas, long done, long lastAnswerNanos) {
    return new DemoOutcome(
        new DemoPlan(Path.of("some.txt"), 3, 1, 1, 1, false),
        replay(done),
        List.of(KILL),
        lastAnswerNanos,
        List.of(12L),
        new Examination(),
        findings,
        replicas,
        50,
        60_000,
        Optional.empty());
  }

  private static ReplayReport replay(long done) {
    KindReport kind = new KindReport(CommandKind.ADD, 10, done, 0, 1, 1, 1, 1, 1);
    KindReport total =
        new KindReport(CommandKind.COMMAND_KIND_UNSPECIFIED, 10, done, 0, 1, 1, 1, 1, 1);
    return new ReplayReport(
        10,
        0,
        done,
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        50,
        1000,
        List.of(kind),
        total,
        Optional.empty(),
        Optional.empty());
  }
}
