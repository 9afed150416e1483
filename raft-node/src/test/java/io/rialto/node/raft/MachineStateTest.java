package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.InMemoryState;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Result;
import io.rialto.node.machine.RowsUpgradeTest;
import io.rialto.node.machine.Table;
import io.rialto.node.model.SampleLog;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.SnapshotDirectory;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import io.rialto.node.store.StateStore;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine on the real store: what a restart and a snapshot bring back. */
class MachineStateTest {
  private static final long START_MILLIS = 1_790_000_000_000L;
  private static final int VIEWS = 300;
  private static final int SNAPSHOTS = 5;

  @TempDir Path work;

  private final SampleLog log = SampleLog.of(7, 300);

  /** In the first form a reply's key was its sequence, which here is the log index of another. */
  @Test
  void whatAnUpgradeHasDeletedDoesNotComeBack() throws IOException {
    open("one", null).close();
    InMemoryState rows = RowsUpgradeTest.rowsOfTheFirstForm();
    try (StateStore store =
        StateStore.open(
            new LiveDirectory(work.resolve("one")).current(), StoreOptions.standard())) {
      for (Table table : Table.values()) {
        store.write(
            writer ->
                rows.scan(
                    table,
                    new byte[0],
                    null,
                    (key, value) -> {
                      writer.write(table, key, value);
                      return true;
                    }));
      }
      store.flush();
    }
    Command add = new Command(CommandKind.ADD, "alice", "", 1, "", 0);
    List<Operation> operations = new ArrayList<>();
    for (long session = 1; session <= 2; session++) {
      operations.add(new Operation.SessionCommand(session, 7, 7, 0, "", add));
    }
    try (MachineState state = open("one", null)) {
      assertThat(state.wasUpgraded()).isTrue();
      state.apply(new Entry(91, 3, "n1", 0, List.of(), operations), false);
    }
    List<Integer> entries = new ArrayList<>();
    try (MachineState state = open("one", null);
        StateView view = state.view()) {
      assertThat(state.wasUpgraded()).isFalse();
      view.scan(
          Table.REPLIES,
          new byte[0],
          null,
          (key, value) -> entries.add((int) ByteBuffer.wrap(key).getLong(Long.BYTES)));
    }
    assertThat(entries).as("one a session").containsExactly(91, 91);
  }

  @Test
  void aNodeBroughtUpByASnapshotHoldsTheSameRowsAndGoesOnTheSame() throws IOException {
    int half = log.entries().size() / 2;
    try (MachineState state = open("one", null)) {
      log.entries().subList(0, half).forEach(entry -> state.apply(entry, false));
      AppliedMark mark = state.applied();
      StoredSnapshot snapshot =
          state.snapshot(new SnapshotDirectory(work.resolve("sm")), mark.term(), mark.index());
      try (MachineState other = open("other", snapshot)) {
        assertSame(state, other);
        for (Entry entry : log.entries().subList(half, log.entries().size())) {
          assertThat(other.apply(entry, false).results())
              .isEqualTo(state.apply(entry, false).results());
        }
        assertSame(state, other);
      }
    }
  }

  @Test
  void aCommandRetriedAfterARestartOrASnapshotIsAnsweredWithItsFirstReply() throws IOException {
    EntryResult first;
    StoredSnapshot snapshot;
    try (MachineState state = open("one", null)) {
      state.apply(entry(1, new Operation.OpenSession()), false);
      first = state.apply(entry(2, deposit(1, "alice")), false);
      snapshot = state.snapshot(new SnapshotDirectory(work.resolve("sm")), 1, 2);
    }
    for (StoredSnapshot from : new StoredSnapshot[] {null, snapshot}) {
      try (MachineState again = open(from == null ? "one" : "other", from)) {
        Result retried = again.apply(entry(3, deposit(1, "alice")), false).results().get(0);
        assertThat(retried.duplicate()).isTrue();
        assertThat(retried.reply()).isEqualTo(first.results().get(0).reply());
        assertThat(cash(again)).isEqualTo(100);
      }
    }
  }

  @Test
  void aSnapshotMadeWhileOthersWriteIsWhatItsNameSays() throws Exception {
    SnapshotDirectory snapshots = new SnapshotDirectory(work.resolve("sm"));
    Map<Long, byte[]> hashes = new ConcurrentHashMap<>();
    AtomicBoolean done = new AtomicBoolean();
    try (MachineState state = open("one", null)) {
      state.apply(entry(1, new Operation.OpenSession()), false);
      state.apply(entry(2, deposit(1, "alice")), false);
      CompletableFuture<List<StoredSnapshot>> making =
          CompletableFuture.supplyAsync(() -> make(SNAPSHOTS, state, snapshots))
              .whenComplete((ignored, failure) -> done.set(true));
      for (long index = 3; !done.get(); index++) {
        hashes.put(index, state.apply(entry(index, deposit(index - 1, "alice")), false).hash());
      }
      for (StoredSnapshot made : making.get()) {
        try (MachineState other = open("of-" + made.index(), made)) {
          assertThat(other.applied().index()).isEqualTo(made.index());
          assertThat(other.applied().hash()).isEqualTo(hashes.get(made.index()));
          assertThat(cash(other)).isEqualTo(100 * (made.index() - 1));
        }
        assertThat(made.files()).noneMatch(file -> file.getFileName().toString().contains("LOG"));
      }
    }
  }

  private static List<StoredSnapshot> make(
      int count, MachineState state, SnapshotDirectory snapshots) {
    try {
      List<StoredSnapshot> made = new ArrayList<>();
      while (made.size() < count) {
        long latest = made.isEmpty() ? 2 : made.get(made.size() - 1).index();
        StoredSnapshot snapshot = state.snapshotBeside(snapshots);
        if (snapshot.index() > latest) {
          made.add(snapshot);
        }
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A kill keeps what some view could show: an entry's changes are one batch. */
  @Test
  void noViewEverShowsAnEffectWithoutItsReply() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (MachineState state = open("one", null)) {
      state.apply(entry(1, new Operation.OpenSession()), false);
      state.apply(entry(2, deposit(1, "alice")), false);
      CompletableFuture<Void> viewing =
          CompletableFuture.runAsync(() -> assertEffectsHaveReplies(state))
              .whenComplete((ignored, failure) -> done.set(true));
      for (long index = 3; !done.get(); index++) {
        state.apply(entry(index, deposit(index - 1, "alice")), false);
      }
      viewing.get();
    }
  }

  private static void assertEffectsHaveReplies(MachineState state) {
    for (int i = 0; i < VIEWS; i++) {
      try (StateView view = state.view()) {
        long deposits = AccountReader.summary(view, "alice").cashCents() / 100;
        assertThat(view.get(Table.REPLIES, repliesKey(deposits + 1)))
            .as("the reply to deposit %d", deposits)
            .isNotNull();
        assertThat(view.applied().index()).as("applied index").isEqualTo(deposits + 1);
      }
    }
  }

  private static byte[] repliesKey(long index) {
    return ByteBuffer.allocate(16).putLong(1).putLong(index).array();
  }

  private static void assertSame(MachineState one, MachineState other) {
    try (StateView here = one.view();
        StateView there = other.view()) {
      assertThat(Expectation.of(there)).isEqualTo(Expectation.of(here));
    }
  }

  private MachineState open(String name, StoredSnapshot snapshot) throws IOException {
    return MachineState.open(
        new LiveDirectory(work.resolve(name)),
        snapshot,
        StoreOptions.standard(),
        MachineLimits.standard(),
        failure -> {});
  }

  private static Entry entry(long index, Operation operation) {
    return new Entry(index, 1, "n1", START_MILLIS + index, List.of(), List.of(operation));
  }

  private static Operation deposit(long sequence, String user) {
    Command add = new Command(CommandKind.ADD, user, "", 100, "", 0);
    long lowest = Math.max(1, sequence - 8);
    return new Operation.SessionCommand(1, sequence, lowest, 0, "", add);
  }

  private static long cash(MachineState state) {
    try (StateView view = state.view()) {
      return AccountReader.summary(view, "alice").cashCents();
    }
  }
}
