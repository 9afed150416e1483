package io.rialto.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.node.ops.DiskGuard.Space;
import io.rialto.node.ops.DiskGuard.Thresholds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk of 1,000 bytes on which commands need 100 free, leading 50, and running 12. */
@Tag("P7")
class DiskGuardTest {
  private long free = 1_000;
  private boolean leading = true;
  private int stepDowns;
  private final List<String> halts = new ArrayList<>();
  private final Thresholds thresholds = new Thresholds(10, 5_000);
  private final DiskGuard guard = new DiskGuard(thresholds, this::space, this::giveWay, halts::add);

  @Test
  void commandsAreTakenDownToTheThreshold() {
    assertThat(refusalWith(100)).isNull();
    assertThat(refusalWith(99)).contains("nearly full").contains("99 bytes free");
    assertThat(stepDowns).isZero();
  }

  @Test
  void serviceResumesOnlyOnceClearlyMoreIsFree() {
    refusalWith(99);

    assertThat(refusalWith(100)).isNotNull();
    assertThat(refusalWith(119)).isNotNull();
    assertThat(refusalWith(120)).isNull();
    assertThat(refusalWith(100)).isNull();
  }

  @Test
  void aLeaderStepsDownBelowHalfOfTheThresholdButNotInALoop() {
    assertThat(refusalWith(50)).isNotNull();
    assertThat(stepDowns).isZero();

    for (int look = 0; look < Limits.DISK_LOOKS_PER_STEP_DOWN; look++) {
      assertThat(refusalWith(49)).isNotNull();
    }
    assertThat(stepDowns).isEqualTo(1);
    refusalWith(49);
    assertThat(stepDowns).isEqualTo(2);

    refusalWith(59);
    assertThat(refusalWith(60)).isNotNull();
    refusalWith(49);
    assertThat(stepDowns).as("entered anew").isEqualTo(3);
  }

  @Test
  void theLesserOfShareAndBytesCounts() {
    DiskGuard large =
        new DiskGuard(
            new Thresholds(10, 50), () -> new Space(60, 1_000), this::giveWay, halts::add);
    large.look();

    assertThat(large.refusal()).isNull();
  }

  @Test
  void aDiskThatCannotBeLookedAtTakesNoCommands() {
    DiskGuard blind =
        new DiskGuard(
            new Thresholds(10, 50),
            () -> {
              throw new IOException("gone");
            },
            this::giveWay,
            halts::add);
    blind.look();

    assertThat(blind.refusal()).contains("cannot be read");
  }

  @Test
  void aNodeHaltsWhileItsVoteCanStillBeWrittenDown() {
    refusalWith(12);
    assertThat(halts).isEmpty();

    refusalWith(11);
    assertThat(halts).singleElement().asString().contains("11 bytes free, the node needs 12");
  }

  @Test
  void aNodeStartsOnlyWithMoreRoomThanItHaltsWith() throws Exception {
    free = 14;
    DiskGuard.requireRoom(thresholds, this::space);

    free = 13;
    assertThatThrownBy(() -> DiskGuard.requireRoom(thresholds, this::space))
        .isInstanceOf(DiskFullException.class)
        .hasMessageContaining("13 bytes free, a start needs 14");
  }

  @Test
  void aNodeThatComesToLeadLaterGivesWayAtTheNextLook() {
    leading = false;
    refusalWith(49);
    leading = true;

    refusalWith(49);
    assertThat(stepDowns).isEqualTo(1);
  }

  private boolean giveWay() {
    stepDowns += leading ? 1 : 0;
    return leading;
  }

  private Space space() {
    return new Space(free, 1_000);
  }

  private String refusalWith(long freeBytes) {
    free = freeBytes;
    guard.look();
    return guard.refusal();
  }
}
