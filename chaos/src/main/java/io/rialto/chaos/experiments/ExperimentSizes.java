package io.rialto.chaos.experiments;

import java.util.List;

/**
 * How much of everything the experiments do.
 *
 * @param oneUserCommands of experiment a
 * @param clients of experiment b: how many side by side, one run after the other
 * @param commandsOfOneClient of experiment b, if there is only one
 * @param commandsOfEachClient of experiment b, if there are several
 * @param changedSymbols of experiment c
 * @param loads of experiment d
 * @param retrieved symbols of experiment e
 */
public record ExperimentSizes(
    int oneUserCommands,
    List<Integer> clients,
    int commandsOfOneClient,
    int commandsOfEachClient,
    int changedSymbols,
    List<Load> loads,
    int retrieved) {

  /**
   * One workload.
   *
   * @param commands of all users together
   */
  public record Load(int users, int commands) {}

  public ExperimentSizes {
    clients = List.copyOf(clients);
    loads = List.copyOf(loads);
  }

  /**
   * As the reports have it. Few users wait for a price most of the time, so they get fewer
   * commands: no workload should take much more than a minute.
   */
  public static ExperimentSizes full() {
    return new ExperimentSizes(
        100,
        List.of(1, 5, 10),
        40,
        20,
        24,
        List.of(new Load(1, 200), new Load(10, 3_000), new Load(45, 30_000), new Load(100, 40_000)),
        600);
  }

  int commandsOfEach(int clientsSideBySide) {
    return clientsSideBySide == 1 ? commandsOfOneClient : commandsOfEachClient;
  }
}
