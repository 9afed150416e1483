package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianTest {

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void whatIsWatchedEndsWithTheGuardAndWhatWasReleasedLivesOn() throws IOException {
    ProcessMark first = start();
    ProcessMark second = start();
    ProcessMark third = start();
    try (Guardian guardian = Guardian.start(folder.resolve("guardian.log"))) {
      guardian.watch(first);
      guardian.watch(second);
      guardian.watch(third);
      guardian.release(second);
    }

    assertThat(first.awaitEnd(Duration.ofSeconds(10))).isTrue();
    assertThat(third.awaitEnd(Duration.ofSeconds(10))).isTrue();
    assertThat(second.isRunning()).isTrue();
  }

  private ProcessMark start() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    processes.add(process);
    return ProcessMark.of(process.toHandle());
  }
}
