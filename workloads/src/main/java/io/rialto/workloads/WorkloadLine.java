package io.rialto.workloads;

/**
 * A line of a workload file that holds something (SPEC, "Workload files"); empty ones are skipped.
 */
public sealed interface WorkloadLine permits WorkloadCommand, MalformedLine {

  /** The number in brackets, else the line's place in the file, from 1. */
  long number();
}
