package io.rialto.chaos.run;

import io.rialto.chaos.fault.FaultKind;
import io.rialto.chaos.fault.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * What is broken when: spells of a shifting few faults, with nothing broken in between. The same
 * seed gives the same spells, wherever the same faults are offered.
 *
 * <p>Kinds are dealt like cards: each comes once before any comes again, so that a short run sees
 * many and a long one sees all. Not thread-safe; never ends.
 */
final class Schedule {

  private final List<Offer> offers;
  private final int atOnceMax;
  private final Random random;
  private final Deque<FaultKind> deck = new ArrayDeque<>();

  /**
   * @param atOnceMax how many faults may be at the same time; what may not be at the same time as
   *     another never is
   */
  Schedule(List<Offer> offers, int atOnceMax, long seed) {
    if (offers.isEmpty()) {
      throw new IllegalArgumentException("there is nothing that can be broken");
    }
    this.offers = offers.stream().sorted(Comparator.comparing(Schedule::rank)).toList();
    this.atOnceMax = atOnceMax;
    this.random = new Random(seed);
  }

  private static int rank(Offer offer) {
    return offer.kind().ordinal() * 100 + offer.target().ordinal();
  }

  Spell next() {
    long millis = between(RunLimits.SPELL_MILLIS_MIN, RunLimits.SPELL_MILLIS_MAX);
    // One part of nothing to three of something, give or take a third of it.
    long quiet = millis * between(22, 44) / 100;
    int wanted = 1 + random.nextInt(atOnceMax);
    List<PlannedFault> faults = new ArrayList<>();
    while (faults.size() < wanted) {
      Offer offer = deal(faults);
      if (offer == null) {
        break;
      }
      faults.add(planned(offer, faults.isEmpty(), millis));
    }
    faults.sort(Comparator.comparingLong(PlannedFault::fromMillis));
    return new Spell(quiet, millis, List.copyOf(faults));
  }

  /** The first of a spell begins with it and the others later; one lasts a third of it or more. */
  private PlannedFault planned(Offer offer, boolean first, long millis) {
    long from = first ? 0 : between(0, millis * 6 / 10);
    long to = between(from + millis / 3, millis);
    return new PlannedFault(offer, from, to, random.nextLong());
  }

  /** The next kind of the deck that goes with all others, on one of its targets; null if none. */
  private Offer deal(List<PlannedFault> others) {
    if (deck.isEmpty()) {
      shuffle();
    }
    for (Iterator<FaultKind> kinds = deck.iterator(); kinds.hasNext(); ) {
      FaultKind kind = kinds.next();
      List<Offer> fitting =
          offers.stream()
              .filter(offer -> offer.kind() == kind)
              .filter(offer -> others.stream().allMatch(other -> other.offer().mayOverlap(offer)))
              .toList();
      if (!fitting.isEmpty()) {
        kinds.remove();
        return fitting.get(random.nextInt(fitting.size()));
      }
    }
    return null;
  }

  private void shuffle() {
    EnumSet<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    offers.forEach(offer -> kinds.add(offer.kind()));
    List<FaultKind> shuffled = new ArrayList<>(kinds);
    Collections.shuffle(shuffled, random);
    deck.addAll(shuffled);
  }

  private long between(long least, long most) {
    return least >= most ? least : least + random.nextInt((int) (most - least + 1));
  }
}
