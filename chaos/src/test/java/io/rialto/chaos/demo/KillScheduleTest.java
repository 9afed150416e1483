package io.rialto.chaos.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KillScheduleTest {

  @Test
  void oneKillComesInTheMiddleWithCommandsUnderWay() {
    KillSchedule schedule = new KillSchedule(1000, 1);
    assertThat(schedule.commandsAllowed()).isEqualTo(750);
    assertThat(schedule.isKillDue(500)).isFalse();
    assertThat(schedule.isKillDue(501)).isTrue();
    assertThat(schedule.isKillDue(502)).isFalse();

    schedule.killed();

    assertThat(schedule.commandsAllowed()).isEqualTo(1000);
  }

  @Test
  void theNextKillWaitsUntilTheNodeIsBack() {
    KillSchedule schedule = new KillSchedule(900, 2);
    assertThat(schedule.isKillDue(301)).isTrue();
    schedule.killed();
    assertThat(schedule.commandsAllowed()).isEqualTo(600);
    assertThat(schedule.isKillDue(600)).isFalse();

    schedule.recovered();

    assertThat(schedule.commandsAllowed()).isEqualTo(750);
    assertThat(schedule.isKillDue(601)).isTrue();
    schedule.killed();
    assertThat(schedule.commandsAllowed()).isEqualTo(900);
  }

  @Test
  void aWorkloadIsNotHeldBackWithoutKillsOrAfterGivingUp() {
    assertThat(new KillSchedule(10, 0).commandsAllowed()).isEqualTo(10);
    KillSchedule schedule = new KillSchedule(10, 1);
    schedule.giveUp();
    assertThat(schedule.commandsAllowed()).isEqualTo(10);
  }
}
