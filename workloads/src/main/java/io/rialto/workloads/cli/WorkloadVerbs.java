package io.rialto.workloads.cli;

import java.util.List;

/** The launcher's verbs of this module. */
public final class WorkloadVerbs {

  private WorkloadVerbs() {}

  /** Fresh picocli commands, to be added as subcommands under their own names. */
  public static List<Object> commands() {
    return List.of(new ReplayVerb(), new GenerateVerb());
  }
}
