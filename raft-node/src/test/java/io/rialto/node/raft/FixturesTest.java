package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.AuditReader;
import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.Operation;
import io.rialto.node.ops.Identity;
import io.rialto.node.store.Directories;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this version and every one before it has written is opened, and means the same. */
@Tag("P3")
class FixturesTest {
  static final String USER = "fixture";

  @TempDir Path work;

  static List<Path> versions() throws IOException, URISyntaxException {
    URL fixtures = FixturesTest.class.getResource("/fixtures");
    return list(Path.of(fixtures.toURI()));
  }

  static List<Path> logs() throws IOException, URISyntaxException {
    List<Path> logs = new ArrayList<>();
    for (Path version : versions()) {
      list(version).stream().filter(file -> file.toString().endsWith(".gz")).forEach(logs::add);
    }
    return logs;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void theEntriesOfALogGiveTheSameHashRowsAndAuditLog(Path log) throws Exception {
    LiveDirectory live = new LiveDirectory(work);
    Expectation expected = expected(log);
    try (MachineState state =
        MachineState.open(live, null, StoreOptions.standard(), expected.limits(), failure -> {})) {
      LogFile.read(log).forEach(entry -> state.apply(entry, false));
      try (StateView view = state.view()) {
        assertThat(Expectation.of(view).figures()).containsAllEntriesOf(expected.comparable());
      }
    }
  }

  private static Expectation expected(Path log) throws IOException {
    String name = log.getFileName().toString().replace(".entries.gz", ".properties");
    return Expectation.read(log.resolveSibling(name));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aNodeStartsFromItsDirectoryWithTheSameStateAndGoesOn(Path version) throws Exception {
    Archive.unpack(version.resolve("directory.zip"), work);
    assertGoesOn(Expectation.read(version.resolve("directory.properties")));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aNodeWithoutItsLiveStateComesBackFromItsSnapshotAndItsLog(Path version) throws Exception {
    Archive.unpack(version.resolve("directory.zip"), work);
    Directories.deleteFully(work.resolve("live"));
    assertGoesOn(Expectation.read(version.resolve("directory.properties")));
  }

  /**
   * Else whoever starts from its snapshot upgrades before entries that it has applied to rows of
   * the earlier form, and has another hash.
   */
  @ParameterizedTest
  @MethodSource("versions")
  void aNodeThatHasUpgradedItsRowsHasASnapshotOfThem(Path version) throws Exception {
    Path upgrading = work.resolve("upgrading");
    Path killed = work.resolve("killed");
    Archive.unpack(version.resolve("directory.zip"), upgrading);
    long index = Expectation.read(version.resolve("directory.properties")).number("index");
    Map<String, String> upgraded;
    Identity.claim(upgrading, LoneNode.CLUSTER, LoneNode.ID, false);
    try (LoneNode node = new LoneNode(upgrading);
        StateView view = node.viewAt(index)) {
      upgraded = Expectation.of(view).figures();
      copyWithoutLiveState(upgrading, killed);
    }
    Identity.claim(killed, LoneNode.CLUSTER, LoneNode.ID, false);
    try (LoneNode node = new LoneNode(killed);
        StateView view = node.viewAt(index)) {
      assertThat(Expectation.of(view).figures()).isEqualTo(upgraded);
    }
  }

  private static void copyWithoutLiveState(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(path -> !path.startsWith(from.resolve("live"))).toList()) {
        Path copy = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }

  /** Nothing is lost, nothing is applied again, a retry finds its reply, and the next is taken. */
  private void assertGoesOn(Expectation expected) throws Exception {
    Identity.claim(work, LoneNode.CLUSTER, LoneNode.ID, false);
    try (LoneNode node = new LoneNode(work)) {
      try (StateView view = node.viewAt(expected.number("index"))) {
        Map<String, String> found = Expectation.of(view).figures();
        Map<String, String> wanted = expected.comparable();
        wanted.keySet().retainAll(found.keySet());
        assertThat(found).containsAllEntriesOf(wanted);
        assertFindsAuditLogOf(USER, view);
      }
      long cash = expected.number("cashCents");
      long session = expected.number("session");
      long now = expected.number("stampMillis");
      EntryResult again = node.submit(now, deposit(session, 1));
      assertThat(again.results().get(0).duplicate()).isTrue();
      assertThat(cash(node, again.index())).isEqualTo(cash);

      EntryResult next = node.submit(now, deposit(session, 2));
      assertThat(cash(node, next.index())).isEqualTo(cash + 500);
      assertThat(node.halts).isEmpty();
    }
  }

  private static void assertFindsAuditLogOf(String user, StateView view) {
    long index = view.applied().index();
    List<AuditEvent> all = new ArrayList<>();
    AuditReader.everyone(view, index, all::addAll);
    List<AuditEvent> found = new ArrayList<>();
    AuditReader.ofUser(view, user, index, found::addAll);
    assertThat(ofUser(user, found)).isNotEmpty().isEqualTo(ofUser(user, all));
  }

  private static List<AuditEvent> ofUser(String user, List<AuditEvent> events) {
    return events.stream().filter(event -> event.user().equals(user)).toList();
  }

  /** The fixture's user gets five dollars. */
  static Operation deposit(long session, long sequence) {
    Command add = new Command(CommandKind.ADD, USER, "", 500, "", 0);
    return new Operation.SessionCommand(session, sequence, 1, 0, "", add);
  }

  static long cash(LoneNode node, long index) throws Exception {
    try (StateView view = node.viewAt(index)) {
      return AccountReader.summary(view, USER).cashCents();
    }
  }
}
