package io.rialto.chaos.promises;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills by SIGKILL at the moments at which a node changes its files, under load: the files
 * themselves say when. What each single step of these leaves behind is shown in raft-node's {@code
 * KilledAtEveryStepTest} and {@code InstallKilledAtEveryStepTest}.
 */
@Tag("P1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AimedKillsIT {

  private static final int KILLS = 2;

  private TrialCluster cluster;

  /** A change of a node's files, seen by a new name in one of its folders. */
  private enum Moment {
    A_FILE_OF_ITS_LOG_BEGINS("raft", "current"),
    IT_TAKES_A_SNAPSHOT("raft", "sm"),
    A_SNAPSHOT_ARRIVES("raft", "tmp"),
    IT_OPENS_ITS_STATE("live", "");

    private final String branch;
    private final String folder;

    Moment(String branch, String folder) {
      this.branch = branch;
      this.folder = folder;
    }

    /** All names below the folder; what comes and goes while it is read may be missing. */
    Set<String> names(Path data) throws IOException {
      Set<String> names = new HashSet<>();
      try (Stream<Path> groups = Files.list(data.resolve(branch))) {
        for (Path group : groups.toList()) {
          try (Stream<Path> all = Files.walk(group.resolve(folder))) {
            all.forEach(file -> names.add(file.toString()));
          } catch (NoSuchFileException | UncheckedIOException movedMeanwhile) {
            continue;
          }
        }
      }
      return names;
    }
  }

  @BeforeAll
  void start() throws IOException, InterruptedException {
    cluster =
        TrialCluster.start(
            "aimed-kills",
            false,
            "--snapshot-entries=200",
            "--log-entries-kept=0",
            "--log-segment-bytes=2048");
  }

  @AfterAll
  void stop() throws IOException {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostOrDoubledWhenANodeIsKilledAsSoonAs(Moment moment)
      throws IOException, InterruptedException {
    NumberedAdds load = new NumberedAdds(cluster, "user-" + moment.ordinal());
    for (int kill = 0; kill < KILLS; kill++) {
      load.awaitMore(50);
      switch (moment) {
        case A_FILE_OF_ITS_LOG_BEGINS, IT_TAKES_A_SNAPSHOT -> {
          String node = kill % 2 == 0 ? cluster.leader() : cluster.follower();
          killAtChange(node, moment);
          cluster.restart(node);
        }
        case A_SNAPSHOT_ARRIVES -> {
          String node = cluster.follower();
          cluster.leaveBehind(node);
          cluster.processes().launch(node);
          killAtChange(node, moment);
          cluster.restart(node);
        }
        case IT_OPENS_ITS_STATE -> {
          String node = cluster.follower();
          cluster.processes().kill(node);
          cluster.processes().launch(node);
          killAtChange(node, moment);
          cluster.restart(node);
        }
      }
    }
    load.assertEachWasDoneOnceAndInOrder();
    cluster.awaitSameHash();
  }

  /** Looks without a pause: some of these moments last a few milliseconds. */
  private void killAtChange(String node, Moment moment) throws IOException {
    Path data = Path.of(cluster.processes().file().node(node).data());
    Set<String> before = moment.names(data);
    await()
        .atMost(TrialCluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !before.containsAll(moment.names(data)));
    cluster.processes().kill(node);
  }
}
