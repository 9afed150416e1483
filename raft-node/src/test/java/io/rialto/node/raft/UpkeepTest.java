package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.Result;
import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @Test
  void aFlushIsDueByEntriesOrCommandsOrBytesSinceTheLastOne() {
    Upkeep upkeep = new Upkeep(new UpkeepSettings(4, 10, 1_000, 1_000, 1_000_000, NEVER));
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
  void aFlushIsOverdueWhenTwiceAsMuchWaits() {
    Upkeep upkeep = new Upkeep(new UpkeepSettings(4, 10, 1_000, 1_000, 1_000_000, NEVER));
    upkeep.applied(entryWith(19), 10);
    assertThat(upkeep.isFlushOverdue()).isFalse();
    upkeep.applied(entryWith(1), 10);
    assertThat(upkeep.isFlushOverdue()).isTrue();

    upkeep.flushBegins();
    upkeep.applied(entryWith(0), 1_999);
    assertThat(upkeep.isFlushOverdue()).isFalse();
    upkeep.applied(entryWith(0), 1);
    assertThat(upkeep.isFlushOverdue()).isTrue();

    upkeep.flushBegins();
    for (int entry = 1; entry <= 8; entry++) {
      assertThat(upkeep.isFlushOverdue()).isFalse();
      upkeep.applied(entryWith(0), 1);
    }
    assertThat(upkeep.isFlushOverdue()).isTrue();
  }

  @Test
  void aSnapshotIsDueByEntriesOrBytesSinceTheLastOne() {
    Upkeep upkeep = new Upkeep(new UpkeepSettings(1_000, 1_000, 1_000_000, 3, 500, NEVER));
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
        new Upkeep(new UpkeepSettings(1_000, 1_000, 1_000_000, 1_000, 1_000_000, Duration.ZERO));
    assertThat(upkeep.isSnapshotDue()).isFalse();
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
