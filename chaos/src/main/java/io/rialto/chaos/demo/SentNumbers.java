package io.rialto.chaos.demo;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.workloads.WorkloadCommand;
import io.rialto.workloads.WorkloadLine;
import io.rialto.workloads.WorkloadReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The numbers of a workload's well-formed lines, by which each must be found again.
 *
 * @param numbers each once
 */
public record SentNumbers(Set<Long> numbers) {

  public int count() {
    return numbers.size();
  }

  /** Reads a file; the exception says if it is no workload that can be told apart line by line. */
  public static SentNumbers of(Path workload) throws IOException {
    if (!Files.isRegularFile(workload)) {
      throw new ClusterException("no such workload file: " + workload);
    }
    Set<Long> numbers = new HashSet<>();
    try (WorkloadReader reader = WorkloadReader.open(workload)) {
      for (WorkloadLine line = reader.next(); line != null; line = reader.next()) {
        if (line instanceof WorkloadCommand && !numbers.add(line.number())) {
          throw new ClusterException(
              workload
                  + " has two lines of number "
                  + line.number()
                  + ": they could not be told apart");
        }
      }
    }
    if (numbers.isEmpty()) {
      throw new ClusterException(workload + " has no well-formed line");
    }
    return new SentNumbers(numbers);
  }
}
