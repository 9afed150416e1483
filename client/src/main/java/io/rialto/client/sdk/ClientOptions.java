package io.rialto.client.sdk;

import java.time.Duration;
import java.util.List;

/**
 * How to reach a cluster.
 *
 * @param endpoints host:port of one or more nodes' public services
 * @param deadline how long one command is tried, over all retries, before it ends as retry or
 *     unknown
 * @param commandsInFlightMax further submits wait in the client
 */
public record ClientOptions(List<String> endpoints, Duration deadline, int commandsInFlightMax) {

  public ClientOptions {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("at least one endpoint, host:port, is needed");
    }
    endpoints.forEach(Channels::address);
    endpoints = List.copyOf(endpoints);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the deadline must be positive, not " + deadline);
    }
    if (commandsInFlightMax < 1) {
      throw new IllegalArgumentException(
          "at least one command must be allowed in flight, not " + commandsInFlightMax);
    }
  }

  public static ClientOptions of(List<String> endpoints) {
    return new ClientOptions(endpoints, Duration.ofSeconds(60), 10_000);
  }

  public ClientOptions withDeadline(Duration newDeadline) {
    return new ClientOptions(endpoints, newDeadline, commandsInFlightMax);
  }

  public ClientOptions withCommandsInFlightMax(int newMax) {
    return new ClientOptions(endpoints, deadline, newMax);
  }
}
