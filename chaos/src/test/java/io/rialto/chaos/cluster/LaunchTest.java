package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

  @TempDir private Path folder;

  /** The system tells of an end before this program's Java has read how it came. */
  @RepeatedTest(200)
  void theExitCodeIsKnownAsSoonAsTheProcessDoesNotRun() throws Exception {
    Process process = start("exit 36");
    ProcessMark mark = ProcessMark.of(process.toHandle());

    while (mark.isRunning()) {
      Thread.onSpinWait();
    }

    assertThat(Launch.exitCode(process)).contains(36);
  }

  @Test
  void whatRunsHasNoExitCode() throws Exception {
    Process process = start("sleep 60");
    try {
      assertThat(Launch.exitCode(process)).isEmpty();
    } finally {
      process.destroyForcibly().waitFor();
    }

    assertThat(Launch.exitCode(process)).contains(137);
  }

  private Process start(String script) throws IOException {
    return Launch.start(
        List.of("sh", "-c", script), Map.of(), folder, folder.resolve("process.log"));
  }
}
