package io.rialto.chaos.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Faults that are loaded into nodes with their programs and sleep there until a file wakes them: a
 * shim between a node and its disk, and libfaketime between a node and its clock.
 */
final class MemberFaults {

  /** Only the Raft log's files: what a node does when they fail is documented. */
  private static final String LOG_FILES = "/current/log_";

  private final Path switches;
  private final Optional<Path> diskShim;
  private final Optional<Path> clockShim;

  /**
   * @param switches the directory of the files that switch faults
   */
  MemberFaults(Path switches, Optional<Path> diskShim, Optional<Path> clockShim) {
    this.switches = switches;
    this.diskShim = diskShim;
    this.clockShim = clockShim;
  }

  /** What a node's process must find in its environment. */
  Map<String, String> environment(String node) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    List<String> preloaded = new ArrayList<>();
    if (diskShim.isPresent()) {
      preloaded.add(diskShim.get().toString());
      environment.put("RIALTO_DISK_FAULT", disk(node).toString());
      environment.put("RIALTO_DISK_PATH", LOG_FILES);
    }
    if (clockShim.isPresent()) {
      setClock(node, 0);
      preloaded.add(clockShim.get().toString());
      environment.put("FAKETIME_TIMESTAMP_FILE", clock(node).toString());
      environment.put("FAKETIME_NO_CACHE", "1");
      // Java waits by the monotonic clock: it must stay as it is, and be asked for as it is.
      environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
      environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }
    environment.put("LD_PRELOAD", String.join(" ", preloaded));
    return environment;
  }

  /**
   * @param said what disk_faults.c understands
   */
  void setDisk(String node, String said) throws IOException {
    write(disk(node), said);
  }

  void mendDisk(String node) throws IOException {
    Files.deleteIfExists(disk(node));
  }

  /** By how much a node's clock is ahead, at once. */
  void setClock(String node, long seconds) throws IOException {
    write(clock(node), "%+d".formatted(seconds));
  }

  private Path disk(String node) {
    return switches.resolve(node + ".disk");
  }

  private Path clock(String node) {
    return switches.resolve(node + ".clock");
  }

  /** Whole or not at all: the shims read at any moment. */
  private static void write(Path file, String text) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(written, text);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
