package io.rialto.node.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.ops.DiskGuard.Space;
import io.rialto.node.ops.DiskGuard.Thresholds;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk of 1,000 bytes on which commands need 100 free, and leading 50. */
@Tag("P7")
class DiskGuardTest {
  private long free = 1_000;
  private int stepDowns;
  private final DiskGuard guard =
      new DiskGuard(new Thresholds(10, 5_000), () -> new Space(free, 1_000), () -> stepDowns++);

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
        new DiskGuard(new Thresholds(10, 50), () -> new Space(60, 1_000), () -> stepDowns++);
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
            () -> stepDowns++);
    blind.look();

    assertThat(blind.refusal()).contains("cannot be read");
  }

  private String refusalWith(long freeBytes) {
    free = freeBytes;
    guard.look();
    return guard.refusal();
  }
}
