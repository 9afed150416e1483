package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {

  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void aKilledProcessIsGoneWhenKillReturns() throws ClusterException {
    ProcessMark mark = ProcessMark.of(process.toHandle());
    assertThat(mark.isRunning()).isTrue();

    mark.kill();

    assertThat(mark.isRunning()).isFalse();
    // The JDK hears of it a moment later.
    await().until(() -> !process.isAlive());
  }

  @Test
  void aProcessThatStartedAtAnotherTimeIsNotSignalled() throws ClusterException {
    ProcessMark mark = ProcessMark.of(process.toHandle());
    ProcessMark recycled = new ProcessMark(mark.processId(), mark.startedAtMillis() - 60_000);

    recycled.kill();
    recycled.terminate();

    assertThat(recycled.isRunning()).isFalse();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aPausedProcessStaysAndEndsBySigterm() throws ClusterException {
    ProcessMark mark = ProcessMark.of(process.toHandle());
    mark.signal(ProcessMark.Signal.STOP);
    assertThat(mark.isRunning()).isTrue();
    await().until(mark::isPaused);
    assertThat(mark.awaitEnd(Duration.ofMillis(50))).isFalse();

    mark.terminate();

    assertThat(mark.awaitEnd(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aProcessThatNobodyWaitsForIsGone()
      throws IOException, InterruptedException, ClusterException {
    // The shell leaves its child to nobody: whoever inherits it may never read its exit code.
    Process shell = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
    try {
      long child = Long.parseLong(shell.inputReader().readLine());
      ProcessMark mark = ProcessMark.of(ProcessHandle.of(child).orElseThrow());

      mark.kill();

      assertThat(mark.isRunning()).isFalse();
      assertThat(shell.isAlive()).isTrue();
    } finally {
      shell.destroyForcibly().waitFor();
    }
  }
}
