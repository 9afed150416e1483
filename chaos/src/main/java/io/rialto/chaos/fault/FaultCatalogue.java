package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What can be broken on a cluster, here and now. */
public final class FaultCatalogue {

  private final Cluster cluster;
  private final Preparation preparation;

  /**
   * @param preparation of this cluster
   */
  public FaultCatalogue(Cluster cluster, Preparation preparation) {
    this.cluster = cluster;
    this.preparation = preparation;
  }

  /** Each fault that can be had, with each of its targets. */
  public List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      if (damage(kind, 0).isPresent()) {
        kind.targets().stream().sorted().forEach(target -> offers.add(new Offer(kind, target)));
      }
    }
    return offers;
  }

  /** What cannot be had, with what to install or to do to have it. */
  public Map<FaultKind, String> lacking() {
    return new TreeMap<>(preparation.lacking());
  }

  /**
   * A fault that can be injected once.
   *
   * @param random settles, now, whatever is left open: whom it hits, how hard
   */
  public Fault prepare(Offer offer, RandomGenerator random) {
    MemberChoice choice = new MemberChoice(cluster, offer.target(), random.nextLong());
    Break damage =
        damage(offer.kind(), random.nextLong())
            .orElseThrow(() -> new IllegalArgumentException("no " + offer + " here"));
    return new ChosenFault(offer, choice, damage);
  }

  private Optional<Break> damage(FaultKind kind, long seed) {
    return switch (kind) {
      case KILL, KILL_ALL, PROXY_KILLED, SOURCE_DEAD -> Optional.of(new KillBreak(cluster));
      case SHORT_PAUSE -> Optional.of(PauseBreak.shorterThanAnElection(cluster));
      case LONG_PAUSE -> Optional.of(PauseBreak.longerThanAnElection(cluster));
      case ROLLING_RESTART -> Optional.of(new RollingRestart(cluster));
      case POWER_CUT,
          FAILING_SYNC,
          SLOW_DISK,
          FULL_DISK,
          LEADER_ALONE,
          MINORITY_CUT,
          ONE_WAY_CUT,
          BRIDGE,
          DELAY,
          JITTER,
          LOSS,
          DUPLICATION,
          TORN_LOG,
          FLIPPED_LOG,
          FLIPPED_STATE,
          CLOCK_FORWARD,
          CLOCK_BACK,
          BLANK_NODE,
          LEADERSHIP_TRANSFER,
          SNAPSHOT_NOW,
          SOURCE_SLOW,
          SOURCE_WRONG,
          SOURCE_SILENT ->
          Optional.empty();
    };
  }
}
