package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.ClusterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine has of what faults need, and what to do about what it has not. */
final class FaultTools {

  private static final List<String> DISK_PROGRAMS =
      List.of("mkfs.ext4", "mount", "umount", "mountpoint", "fallocate", "losetup");
  static final String COMPILER_REMEDY =
      "install gcc and the C library's headers (Debian: gcc libc6-dev)";

  private static final String LIBRARY_OF_CLOCKS = "libfaketime.so.1";

  private FaultTools() {}

  /** What is missing to compile; empty if nothing is. */
  static Optional<String> compilerLacking() {
    return SystemCommand.find("gcc").isPresent() ? Optional.empty() : Optional.of(COMPILER_REMEDY);
  }

  /** What is missing to give nodes disks of their own. */
  static Optional<String> disksLacking() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("run as root: it mounts file systems");
    }
    List<String> missing =
        DISK_PROGRAMS.stream().filter(name -> SystemCommand.find(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return Optional.of(
          "install " + String.join(", ", missing) + " (Debian: e2fsprogs mount util-linux)");
    }
    if (!Files.exists(Paths.get("/dev/loop-control"))) {
      return Optional.of("give this machine loop devices: /dev/loop-control is not there");
    }
    return compilerLacking();
  }

  /** The library that bends clocks, where Debian, Fedora and others put it. */
  static Optional<Path> clockShim() throws IOException {
    for (String root : List.of("/usr/lib", "/usr/lib64", "/usr/local/lib")) {
      Optional<Path> found = clockShimBelow(Path.of(root));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> clockShimBelow(Path root) throws IOException {
    List<Path> places = new ArrayList<>(List.of(root.resolve("faketime")));
    if (Files.isDirectory(root)) {
      try (Stream<Path> below = Files.list(root)) {
        below
            .filter(path -> path.toString().endsWith("-linux-gnu"))
            .forEach(path -> places.add(path.resolve("faketime")));
      }
    }
    return places.stream()
        .map(place -> place.resolve(LIBRARY_OF_CLOCKS))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  static Path compileDiskShim(Path directory) throws IOException, InterruptedException {
    Path shim = directory.resolve("disk_faults.so");
    Path source = unpack("disk_faults.c", directory);
    SystemCommand.run("gcc", "-O2", "-shared", "-fPIC", "-o", shim, source, "-ldl");
    return shim;
  }

  static Path compilePowerCut(Path directory) throws IOException, InterruptedException {
    Path program = directory.resolve("power_cut");
    SystemCommand.run("gcc", "-O2", "-o", program, unpack("power_cut.c", directory));
    return program;
  }

  private static Path unpack(String name, Path directory) throws IOException {
    Path source = directory.resolve(name);
    try (InputStream packed = FaultTools.class.getResourceAsStream(name)) {
      if (packed == null) {
        throw new ClusterException(name + " is missing from this program: build it again");
      }
      Files.copy(packed, source);
    }
    return source;
  }
}
