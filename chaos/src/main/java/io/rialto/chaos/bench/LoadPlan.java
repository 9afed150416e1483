package io.rialto.chaos.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * A load of the real workloads' mix, and how long it is measured.
 *
 * @param nodes of the cluster
 * @param heapMegabytes of each node
 * @param users that trade
 * @param symbols that they trade: each costs a lookup a minute
 * @param clients that the users share, each with a session of its own
 * @param inFlight commands under way at most, over all clients
 * @param commandsPerSecond that are sent whatever the answers; 0: each is sent as soon as there is
 *     room in flight
 * @param warmUp for which the same load runs before it is measured
 * @param window for which it is measured
 * @param then what happens after that, if anything
 * @param seed of the commands
 * @param keep whether the cluster's folder stays
 */
public record LoadPlan(
    int nodes,
    int heapMegabytes,
    int users,
    int symbols,
    int clients,
    int inFlight,
    int commandsPerSecond,
    Duration warmUp,
    Duration window,
    Optional<Upheaval> then,
    long seed,
    boolean keep) {

  private static final int NODES_MAX = 9;
  private static final int CLIENTS_MAX = 256;
  private static final int IN_FLIGHT_MAX = 1_000_000;
  private static final int COMMANDS_PER_SECOND_MAX = 1_000_000;
  private static final int SECONDS_MAX = 24 * 60 * 60;

  public LoadPlan {
    require("--nodes", nodes, 1, NODES_MAX);
    require("--clients", clients, 1, CLIENTS_MAX);
    require("--users", users, clients, Integer.MAX_VALUE);
    require("--in-flight", inFlight, clients, IN_FLIGHT_MAX);
    require("--rate", commandsPerSecond, 0, COMMANDS_PER_SECOND_MAX);
    require("--warmup", warmUp.toSeconds(), 0, SECONDS_MAX);
    require("--seconds", window.toSeconds(), 1, SECONDS_MAX);
  }

  private static void require(String option, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          option + " must be " + min + " to " + max + ", not " + value);
    }
  }

  /** Whether commands are sent at a rate of their own. */
  boolean isOpenLoop() {
    return commandsPerSecond > 0;
  }

  int inFlightPerClient() {
    return inFlight / clients;
  }
}
