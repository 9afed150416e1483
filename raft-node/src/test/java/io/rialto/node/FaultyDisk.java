package io.rialto.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Disks of node processes that fail, or are slow, to sync certain files on demand. */
final class FaultyDisk {
  private static final Path SOURCE =
      Path.of("../chaos/src/main/resources/io/rialto/chaos/fault/disk_faults.c");

  private final Path directory;
  private final Path library;
  private String pathPart = "";

  private FaultyDisk(Path directory, Path library) {
    this.directory = directory;
    this.library = library;
  }

  /** Skips the test, with a line that says why, where such a disk cannot be made. */
  static FaultyDisk in(Path directory) throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(Path.of("/proc/self/fd")), "skipped: a faulty disk is made on Linux");
    Path library = directory.resolve("faulty_disk.so");
    Path output = directory.resolve("gcc.log");
    ProcessBuilder gcc =
        new ProcessBuilder(
            "gcc", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString(), "-ldl");
    Process compiler;
    try {
      compiler = gcc.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException absent) {
      assumeTrue(false, "skipped: a faulty disk is made with gcc; install gcc and libc6-dev");
      throw absent;
    }
    assertThat(compiler.waitFor()).as(Files.readString(output)).isZero();
    return new FaultyDisk(directory, library);
  }

  /** From a node's next start on, its faults concern files whose path contains the part. */
  void concern(String part) {
    pathPart = part;
  }

  /** What a node's process needs in its environment. */
  Map<String, String> environment(String node) {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "RIALTO_DISK_FAULT",
        faultOf(node).toString(),
        "RIALTO_DISK_PATH",
        pathPart);
  }

  private Path faultOf(String node) {
    return directory.resolve("fault-" + node);
  }

  /** From now on the node cannot sync these files. */
  void fail(String node) throws IOException {
    set(node, "fail");
  }

  /** From now on each sync of these files takes a second longer. */
  void slow(String node) throws IOException {
    set(node, "slow 1000");
  }

  private void set(String node, String fault) throws IOException {
    Path written = Files.writeString(directory.resolve("fault-written"), fault);
    Files.move(written, faultOf(node), StandardCopyOption.ATOMIC_MOVE);
  }

  void heal(String node) throws IOException {
    Files.delete(faultOf(node));
  }
}
