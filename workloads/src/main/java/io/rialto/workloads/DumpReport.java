package io.rialto.workloads;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The audit log as it was streamed at the end.
 *
 * @param upToLogIndex the log index of the workload's DUMPLOG, else of the last answer
 * @param events how many of each element, by name
 * @param bytes length of the document
 * @param file where it was written
 */
public record DumpReport(
    long upToLogIndex, Map<String, Long> events, long bytes, Optional<Path> file) {

  public long total() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }
}
