package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One way in which a service can be wrong, done to the record of a good run.
 *
 * @param kind as what it must be found
 * @param words that its explanation must hold
 */
record Damage(String name, Discrepancy.Kind kind, String words, Deed deed) {

  /** Makes a run wrong. */
  interface Deed {
    /** Returns the number of the command concerned, 0 if it concerns none. */
    long make(WrittenRun run, Random random);
  }

  static List<Damage> all() {
    return Stream.of(AnswerDamages.all(), LogDamages.all(), EvidenceDamages.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
