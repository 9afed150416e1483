package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Table;
import io.rialto.node.model.SampleLog;
import io.rialto.node.ops.Identity;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps what this version writes, for later versions to open; never touches what is kept already.
 * No test run includes it; docs/coding/tests.md has the command.
 */
class FixtureWriter {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
  private static final int ENTRIES_EACH = 600;
  private static final int ENTRIES_IN_DIRECTORY = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int UNPROTECTED = 7;

  @TempDir Path work;

  @Test
  void writeFixture() throws Exception {
    String version = System.getProperty("rialto.fixture");
    assertThat(version).as("-Drialto.fixture=vN").matches("v[0-9]+");
    Path fixture = FIXTURES.resolve(version);
    assertThat(fixture).as("a fixture is never written again").doesNotExist();
    Files.createDirectories(fixture);
    List<SampleLog> logs = SampleLog.ofEveryRule(ENTRIES_EACH);
    for (SampleLog log : logs) {
      writeLog(fixture.resolve("log-" + log.seed()), log);
    }
    writeDirectory(fixture, logs.get(0));
  }

  private void writeLog(Path base, SampleLog log) throws IOException {
    LogFile.write(base.resolveSibling(base.getFileName() + ".entries.gz"), log.entries());
    LiveDirectory live = new LiveDirectory(work.resolve(base.getFileName()));
    try (MachineState state =
        MachineState.open(live, null, StoreOptions.standard(), SampleLog.LIMITS, failure -> {})) {
      log.entries().forEach(entry -> state.apply(entry, false));
      try (StateView view = state.view()) {
        assertThat(hasIndexedAuditLog(view)).as("a stretch of the audit log has ended").isTrue();
        Expectation.of(view)
            .with(SampleLog.LIMITS)
            .write(base.resolveSibling(base.getFileName() + ".properties"));
      }
    }
  }

  private static boolean hasIndexedAuditLog(StateView view) {
    boolean[] has = {false};
    view.scan(
        Table.AUDIT_INDEX,
        new byte[0],
        null,
        (key, row) -> {
          has[0] = true;
          return false;
        });
    return has[0];
  }

  /**
   * A node that has gone through a log and a snapshot, and last through commands that nothing
   * protects from being applied twice; killed when its live state was on disk as a whole, and so
   * ahead of the snapshot.
   */
  private void writeDirectory(Path fixture, SampleLog log) throws Exception {
    Path directory = work.resolve("node");
    Path killed = work.resolve("killed");
    Identity.claim(directory, LoneNode.CLUSTER, LoneNode.ID, true);
    Expectation expected;
    try (LoneNode node = new LoneNode(directory)) {
      List<Entry> entries = log.entries().subList(0, ENTRIES_IN_DIRECTORY);
      for (Entry entry : entries) {
        node.submit(entry);
      }
      await().atMost(PATIENCE).until(() -> node.status().snapshotIndex() > 0);
      expected = trade(node, entries.get(entries.size() - 1).stampMillis());
      Archive.copy(directory.resolve("raft"), killed.resolve("raft"));
    }
    Archive.copy(directory.resolve("live"), killed.resolve("live"));
    Files.copy(directory.resolve("identity.properties"), killed.resolve("identity.properties"));
    expected.write(fixture.resolve("directory.properties"));
    Archive.pack(killed, fixture.resolve("directory.zip"));
  }

  private static Expectation trade(LoneNode node, long now) throws Exception {
    EntryResult last = node.submit(now, new Operation.OpenSession());
    long session = last.results().get(0).reply().session();
    node.submit(now, FixturesTest.deposit(session, 1));
    for (int i = 0; i < UNPROTECTED; i++) {
      Command add = new Command(CommandKind.ADD, FixturesTest.USER, "", 100, "", 0);
      last = node.submit(now, new Operation.RequestCommand("", "", add));
    }
    assertThat(node.status().snapshotIndex()).isPositive().isLessThan(last.index());
    try (StateView view = node.viewAt(last.index())) {
      Expectation expected = Expectation.of(view);
      expected.figures().put("session", Long.toString(session));
      expected.figures().put("stampMillis", Long.toString(now));
      expected.figures().put("cashCents", Long.toString(FixturesTest.cash(node, last.index())));
      return expected;
    }
  }
}
