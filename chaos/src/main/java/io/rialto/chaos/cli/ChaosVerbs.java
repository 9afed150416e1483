package io.rialto.chaos.cli;

import java.util.List;

/** The launcher's verbs of this module. */
public final class ChaosVerbs {

  private ChaosVerbs() {}

  /** Fresh picocli commands, to be added as subcommands under their own names. */
  public static List<Object> commands() {
    return List.of(
        new DemoVerb(),
        new ClusterVerb(),
        new BenchVerb(),
        new ExperimentsVerb(),
        new ChaosVerb(),
        new CheckVerb());
  }
}
