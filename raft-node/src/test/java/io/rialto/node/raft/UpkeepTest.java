package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.Result;
import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @Test
  void aFlushIsDueByEntriesOrCommandsOrBytesSinceTheLastOne() {
    Upkeep upkeep = new Upkeep(new UpkeepSettings(4, 10, 1_000, 1_000, 1_000_000, NEVER), 0);
    upkeep.applied(entryWith(9), 10);
    assertThat(upkeep.isFlushDue()).isFalse();
    upkeep.applied(entryWith(1), 10);
    assertThat(upkeep.isFlushDue()).isTrue();

    upkeep.flushBegins();
    assertThat(upkeep.isFlushDue()).isFalse();
    upkeep.applied(entryWith(0), 1_000);
    assertThat(upkeep.isFlushDue()).isTrue();

    upkeep.flushBegins();
    for (int i = 0; i < 3; i++) {
      upkeep.applied(entryWith(0), 1);
    }
    assertThat(upkeep.isFlushDue()).isFalse();
    upkeep.applied(entryWith(0), 1);
    assertThat(upkeep.isFlushDue()).isTrue();
  }

  @Test
  void aSnapshotIsDueByEntriesOrBytesSinceTheLastOne() {
    Upkeep upkeep = new Upkeep(new UpkeepSettings(1_000, 1_000, 1_000_000, 3, 500, NEVER), 0);
    upkeep.applied(entryWith(1), 1);
    upkeep.applied(entryWith(1), 1);
    assertThat(upkeep.isSnapshotDue()).isFalse();
    upkeep.applied(entryWith(0), 1);
    assertThat(upkeep.isSnapshotDue()).isTrue();

    upkeep.snapshotBegins();
    assertThat(upkeep.isSnapshotDue()).isFalse();
    upkeep.applied(entryWith(1), 500);
    assertThat(upkeep.isSnapshotDue()).isTrue();
  }

  @Test
  void timeMakesASnapshotDueOnlyIfSomethingWasApplied() {
    Upkeep upkeep =
        new Upkeep(new UpkeepSettings(1_000, 1_000, 1_000_000, 1_000, 1_000_000, Duration.ZERO), 0);
    assertThat(upkeep.isSnapshotDue()).isFalse();
    upkeep.applied(entryWith(0), 1);
    assertThat(upkeep.isSnapshotDue()).isTrue();
  }

  @Test
  void nodesThatApplyTheSameTakeTurns() {
    UpkeepSettings settings = new UpkeepSettings(1_000, 30, 1_000_000, 60, 1_000_000, NEVER);
    List<Upkeep> nodes =
        Stream.of(0.0, 1 / 3.0, 2 / 3.0).map(turn -> new Upkeep(settings, turn)).toList();
    List<String> seen = new ArrayList<>();
    for (int entry = 1; entry <= 120; entry++) {
      for (int node = 0; node < nodes.size(); node++) {
        Upkeep upkeep = nodes.get(node);
        upkeep.applied(entryWith(1), 1);
        if (upkeep.isSnapshotDue()) {
          upkeep.snapshotBegins();
          seen.add(node + " saves at " + entry);
        }
        if (upkeep.isFlushDue()) {
          upkeep.flushBegins();
          if (entry > 90) {
            seen.add(node + " flushes at " + entry);
          }
        }
      }
    }
    assertThat(seen)
        .containsExactly(
            "2 saves at 20",
            "1 saves at 40",
            "0 saves at 60",
            "2 saves at 80",
            "1 saves at 100",
            "2 flushes at 100",
            "1 flushes at 110",
            "0 saves at 120",
            "0 flushes at 120");
  }

  @Test
  void whoseTurnComesEarlySavesNothingBeforeAnythingWasApplied() {
    Upkeep upkeep =
        new Upkeep(
            new UpkeepSettings(1_000, 1_000, 1_000_000, 1_000, 1_000_000, Duration.ZERO), 0.9);
    assertThat(upkeep.isSnapshotDue()).isFalse();
    assertThat(upkeep.isFlushDue()).isFalse();
    upkeep.applied(entryWith(0), 1);
    assertThat(upkeep.isSnapshotDue()).isTrue();
  }

  private static EntryResult entryWith(int commands) {
    Result none = null;
    return new EntryResult(
        1,
        1,
        1,
        new byte[32],
        Collections.nCopies(commands, none),
        Collections.emptyList(),
        false,
        writer -> {});
  }
}
