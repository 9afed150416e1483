package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.chaos.fault.FaultKind;
import io.rialto.chaos.fault.Offer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final List<Offer> ALL =
      Stream.of(FaultKind.values())
          .flatMap(kind -> kind.targets().stream().map(target -> new Offer(kind, target)))
          .toList();

  private static final int AT_ONCE_MAX = 3;
  private static final int SPELLS = 2_000;

  @Test
  void theSameSeedGivesTheSameScheduleInWhateverOrderFaultsAreOffered() {
    List<Offer> otherOrder = new ArrayList<>(ALL);
    Collections.shuffle(otherOrder, new Random(7));

    assertThat(spells(ALL, 42)).isEqualTo(spells(otherOrder, 42)).isNotEqualTo(spells(ALL, 43));
  }

  @Test
  void aQuarterOfTheTimeNothingIsBroken() {
    List<Spell> spells = spells(ALL, 1);
    double quiet = spells.stream().mapToLong(Spell::quietMillis).sum();
    double broken = spells.stream().mapToLong(Spell::millis).sum();

    assertThat(quiet / (quiet + broken)).isBetween(0.23, 0.27);
  }

  @Test
  void whatMayNotBeAtTheSameTimeNeverIs() {
    assertThat(spells(ALL, 5))
        .allSatisfy(
            spell -> {
              List<PlannedFault> faults = spell.faults();
              for (int i = 0; i < faults.size(); i++) {
                for (int j = i + 1; j < faults.size(); j++) {
                  assertThat(faults.get(i).offer().mayOverlap(faults.get(j).offer())).isTrue();
                }
              }
            });
  }

  @Test
  void spellsHaveAFewFaultsEachInsideItsSpellAndOneFromTheStart() {
    assertThat(spells(ALL, 5))
        .allSatisfy(
            spell -> {
              assertThat(spell.faults()).hasSizeBetween(1, AT_ONCE_MAX);
              assertThat(spell.faults().get(0).fromMillis()).isZero();
              assertThat(spell.faults())
                  .allSatisfy(
                      fault ->
                          assertThat(fault.toMillis())
                              .isGreaterThan(fault.fromMillis())
                              .isLessThanOrEqualTo(spell.millis()));
            })
        .anyMatch(spell -> spell.faults().size() == AT_ONCE_MAX);
  }

  @Test
  void everyKindComesOnceBeforeAnyComesTwice() {
    List<FaultKind> kinds = kinds(spells(ALL, 3)).subList(0, FaultKind.values().length);

    assertThat(kinds).doesNotHaveDuplicates();
  }

  @Test
  void everyOfferComesInTheLongRun() {
    Set<Offer> seen =
        spells(ALL, 3).stream()
            .flatMap(spell -> spell.faults().stream())
            .map(PlannedFault::offer)
            .collect(Collectors.toSet());

    assertThat(seen).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void aSpellThatIsCutShortEndsInTime() {
    Spell spell = spells(ALL, 3).get(0);
    long left = spell.quietMillis() + spell.millis() / 2;

    Spell shorter = spell.within(left);

    assertThat(shorter.quietMillis() + shorter.millis()).isEqualTo(left);
    assertThat(shorter.faults())
        .isNotEmpty()
        .allMatch(fault -> fault.toMillis() <= shorter.millis());
    assertThat(spell.within(Long.MAX_VALUE)).isEqualTo(spell);
  }

  @Test
  void withoutAnyOfferThereIsNoSchedule() {
    assertThatThrownBy(() -> new Schedule(List.of(), 1, 1)).hasMessageContaining("nothing");
  }

  private static List<Spell> spells(List<Offer> offers, long seed) {
    Schedule schedule = new Schedule(offers, AT_ONCE_MAX, seed);
    return Stream.generate(schedule::next).limit(SPELLS).toList();
  }

  private static List<FaultKind> kinds(List<Spell> spells) {
    return spells.stream()
        .flatMap(spell -> spell.faults().stream())
        .map(fault -> fault.offer().kind())
        .toList();
  }
}
