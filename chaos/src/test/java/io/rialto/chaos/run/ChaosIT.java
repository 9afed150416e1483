package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.cluster.ClusterKind;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A short run on real processes. */
class ChaosIT {

  private static final Pattern PROCESS = Pattern.compile("started .*process (\\d+)");
  private static final int SECONDS = 35;

  @Test
  void aShortRunOfEverythingPassesAndLeavesNothingBehind()
      throws IOException, InterruptedException {
    ShortRun run = new ShortRun(ClusterKind.PROCESSES, SECONDS);

    run.requirePass(5);

    assertThat(started(run.events())).hasSizeGreaterThanOrEqualTo(5).noneMatch(ChaosIT::isRunning);
  }

  private static List<Long> started(List<String> events) {
    return events.stream()
        .map(PROCESS::matcher)
        .filter(Matcher::find)
        .map(process -> Long.parseLong(process.group(1)))
        .toList();
  }

  private static boolean isRunning(long processId) {
    return ProcessHandle.of(processId).map(ProcessHandle::isAlive).orElse(false);
  }
}
