package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.model.SampleLog;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.SnapshotDirectory;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotMakerTest {
  @TempDir Path work;

  private final SnapshotMaker maker = new SnapshotMaker();

  @Test
  void whatWasMadeBesideIsTakenOnce() throws IOException {
    try (MachineState state = state()) {
      AppliedMark mark = state.applied();
      maker.make(state, directory());

      assertThat(take(state, mark.index() + 1)).isEqualTo(mark.index());
      assertThat(take(state, mark.index() + 1)).isEqualTo(mark.index() + 1);
    }
  }

  /** A new leader's first entry is the engine's own: it has an index, and changes no state. */
  @Test
  void noSnapshotIsBehindTheOneBefore() throws IOException {
    try (MachineState state = state()) {
      AppliedMark mark = state.applied();
      assertThat(take(state, mark.index() + 1)).isEqualTo(mark.index() + 1);

      maker.make(state, directory());

      assertThat(take(state, mark.index() + 1)).isEqualTo(mark.index() + 1);
    }
  }

  private long take(MachineState state, long index) throws IOException {
    return maker.take(state, directory(), state.applied().term(), index).index();
  }

  private SnapshotDirectory directory() {
    return new SnapshotDirectory(work.resolve("sm"));
  }

  private MachineState state() throws IOException {
    MachineState state =
        MachineState.open(
            new LiveDirectory(work.resolve("live")),
            null,
            StoreOptions.standard(),
            MachineLimits.standard(),
            failure -> {});
    SampleLog.of(7, 20).entries().forEach(entry -> state.apply(entry, false));
    return state;
  }
}
