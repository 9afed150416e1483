package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.Effect;
import io.rialto.chaos.cluster.Network;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What can be broken on a cluster, here and now. */
public final class FaultCatalogue {

  private final Cluster cluster;
  private final Preparation preparation;
  private final Breaks breaks;

  /**
   * @param preparation of this cluster
   */
  public FaultCatalogue(Cluster cluster, Preparation preparation) {
    this.cluster = cluster;
    this.preparation = preparation;
    this.breaks = new Breaks(cluster, preparation);
  }

  /** Each fault that can be had, with each of its targets. */
  public List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      if (preparation.suffices(kind) && networkCan(kind)) {
        kind.targets().stream().sorted().forEach(target -> offers.add(new Offer(kind, target)));
      }
    }
    return offers;
  }

  /** What cannot be had, with what to install or to do to have it. */
  public Map<FaultKind, String> lacking() {
    Map<FaultKind, String> lacking = new EnumMap<>(FaultKind.class);
    lacking.putAll(preparation.lacking());
    for (FaultKind kind : FaultKind.values()) {
      if (!networkCan(kind)) {
        lacking.put(kind, cluster.networkRemedy());
      }
    }
    return lacking;
  }

  private boolean networkCan(FaultKind kind) {
    Set<Effect> effects = cluster.network().map(Network::effects).orElse(Set.of());
    return kind.effect().map(effects::contains).orElse(true);
  }

  /**
   * A fault that can be injected once.
   *
   * @param random settles, now, whatever is left open: whom it hits, how hard
   */
  public Fault prepare(Offer offer, RandomGenerator random) {
    if (!offers().contains(offer)) {
      throw new IllegalArgumentException("no " + offer + " here");
    }
    MemberChoice choice = new MemberChoice(cluster, offer.target(), random.nextLong());
    return new ChosenFault(offer, choice, breaks.of(offer.kind(), random));
  }
}
