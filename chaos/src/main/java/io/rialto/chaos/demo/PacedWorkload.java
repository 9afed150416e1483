package io.rialto.chaos.demo;

import io.rialto.workloads.WorkloadCommand;
import io.rialto.workloads.WorkloadLine;
import io.rialto.workloads.WorkloadSource;
import java.io.IOException;

/** A workload that holds its lines back as a schedule says. */
final class PacedWorkload implements WorkloadSource {

  private final WorkloadSource source;
  private final KillSchedule schedule;
  private long commands;

  PacedWorkload(WorkloadSource source, KillSchedule schedule) {
    this.source = source;
    this.schedule = schedule;
  }

  @Override
  public WorkloadLine next() throws IOException {
    WorkloadLine line = source.next();
    if (line instanceof WorkloadCommand) {
      commands++;
    }
    return line;
  }

  @Override
  public boolean isReady() {
    // At the end the source itself says that there is nothing more.
    long allowed = schedule.commandsAllowed();
    return commands < allowed || allowed >= schedule.commands();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
