package io.rialto.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.ops.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three real processes; the disk of one no longer syncs. What a failed sync leaves on disk is
 * unknown, so the node must not go on, nor try it again.
 */
@Tag("P1")
@Tag("P7")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingSyncIT {
  private static final String BROKEN = "n3";

  private enum Synced {
    LOG("/current/log_", ExitCode.LOG),
    STATE("/live/", ExitCode.STORE),
    SNAPSHOT("/sm/", ExitCode.SNAPSHOT);

    private final String pathPart;
    private final ExitCode exitCode;

    Synced(String pathPart, ExitCode exitCode) {
      this.pathPart = pathPart;
      this.exitCode = exitCode;
    }
  }

  private FaultyDisk disk;
  private NodeProcesses nodes;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Path directory = NodeProcesses.directory("failing-sync");
    disk = FaultyDisk.in(directory);
    // An idle node writes an entry a second: flushes and snapshots come by themselves.
    nodes = new NodeProcesses(directory, disk::environment, "--snapshot-entries=5");
    nodes.startAll();
  }

  @AfterAll
  void stop() {
    if (nodes != null) {
      nodes.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNodeThatCannotSyncHaltsTheOthersGoOnAndItComesBack(Synced broken) throws Exception {
    nodes.process(BROKEN).destroyForcibly().waitFor();
    disk.concern(broken.pathPart);
    nodes.start(BROKEN);
    nodes.awaitAdded(BROKEN, "before-" + broken);

    disk.fail(BROKEN);

    Process process = nodes.process(BROKEN);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("halts").isTrue();
    String log = Files.readString(nodes.log(BROKEN));
    assertThat(process.exitValue()).as(log).isEqualTo(broken.exitCode.number());
    assertThat(log).contains("halting with exit code " + broken.exitCode.number());
    nodes.awaitAdded("n1", "without-" + broken);
    nodes.awaitAdded("n2", "without-too-" + broken);

    disk.heal(BROKEN);
    nodes.start(BROKEN);
    nodes.awaitAdded(BROKEN, "back-" + broken);
  }
}
