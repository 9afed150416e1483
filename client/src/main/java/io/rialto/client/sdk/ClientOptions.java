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

  public static ClientOptions of(List<String> endpoints) {
    return new ClientOptions(endpoints, Duration.ofSeconds(60), 10_000);
  }
}
