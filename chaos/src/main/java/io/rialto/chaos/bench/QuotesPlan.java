package io.rialto.chaos.bench;

import io.rialto.proto.quotes.SpeedPolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What to count hits on the quote source with.
 *
 * @param policy of the quote proxy
 * @param workload the file to replay; if there is none, one is generated that is like the real file
 *     of 100 users
 * @param rate commands a second, sent when they are due; 0: as fast as answers come
 * @param warmUpSeconds what is sent before that is not timed; its hits count all the same
 * @param delayScale by which the simulated source's delays are multiplied
 * @param seed of the simulated source, and of a generated workload
 * @param victims who is killed once with SIGKILL on the way
 * @param keep whether the cluster's folder stays
 */
public record QuotesPlan(
    SpeedPolicy policy,
    Optional<Path> workload,
    double rate,
    int warmUpSeconds,
    double delayScale,
    long seed,
    Set<Victim> victims,
    boolean keep) {

  /** Who may be killed. */
  public enum Victim {
    /** When a third of the commands are answered. */
    PROXY,
    /** When two thirds of the commands are answered. */
    LEADER
  }

  public QuotesPlan {
    victims = Set.copyOf(victims);
  }
}
