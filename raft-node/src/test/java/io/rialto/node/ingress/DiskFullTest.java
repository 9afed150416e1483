package io.rialto.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.node.ops.DiskGuard;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real, small disk that is filled while a node serves. */
@Tag("P7")
class DiskFullTest {
  private static final int DISK_BYTES = 8 << 20;

  @TempDir Path directory;
  private TestNode node;
  private DiskGuard guard;

  @BeforeEach
  void mountASmallDisk() throws Exception {
    assumeTrue(
        run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=" + DISK_BYTES,
            "rialto-test",
            directory.toString()),
        "not run: mounting a small disk needs root");
    node = new TestNode();
    guard =
        new DiskGuard(
            new DiskGuard.Thresholds(10, 5_000_000_000L),
            DiskGuard.Disk.of(directory),
            () -> node.stepDowns.incrementAndGet() > 0,
            node.halts::add);
    node.ingress.gate(guard::refusal);
    guard.start();
  }

  @AfterEach
  void unmount() throws Exception {
    if (node != null) {
      guard.close();
      node.close();
      run("umount", directory.toString());
    }
  }

  @Test
  void commandsAreSentBackBeforeTheDiskIsFullAndTakenAgainOnceThereIsRoom() throws Exception {
    assertThat(node.execute(TestNode.add("alice", 100)).getCode()).isEqualTo(ResultCode.OK);

    fillUpTo(95);
    await().atMost(TestNode.PATIENCE).until(() -> guard.refusal() != null);
    Reply refused = node.execute(TestNode.add("alice", 100));
    assertThat(refused.getCode()).isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(refused.getMessage()).contains("the disk is nearly full");
    assertThat(refused.getRetryAfterMillis()).isPositive();
    Files.write(directory.resolve("still-room"), new byte[100_000]);
    Files.delete(directory.resolve("still-room"));

    fillUpTo(98);
    await().atMost(TestNode.PATIENCE).until(() -> node.stepDowns.get() > 0);

    Files.delete(directory.resolve("filler"));
    await().atMost(TestNode.PATIENCE).until(() -> guard.refusal() == null);
    assertThat(node.execute(TestNode.add("alice", 100)).getCode()).isEqualTo(ResultCode.OK);
    assertThat(node.halts).isEmpty();

    fillUpTo(99);
    await().atMost(TestNode.PATIENCE).until(() -> !node.halts.isEmpty());
  }

  private void fillUpTo(int percent) throws IOException {
    Files.write(directory.resolve("filler"), new byte[DISK_BYTES / 100 * percent]);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
