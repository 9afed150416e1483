package io.rialto.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberFaultsTest {

  private static final Path DISK = Path.of("/shims/disk.so");
  private static final Path CLOCK = Path.of("/shims/clock.so");

  @TempDir Path switches;

  @Test
  void bothShimsAreLoadedAndSleep() throws IOException {
    MemberFaults faults = new MemberFaults(switches, Optional.of(DISK), Optional.of(CLOCK));

    assertThat(faults.environment("n1"))
        .containsEntry("LD_PRELOAD", DISK + " " + CLOCK)
        .containsEntry("RIALTO_DISK_FAULT", switches.resolve("n1.disk").toString())
        .containsEntry("FAKETIME_TIMESTAMP_FILE", switches.resolve("n1.clock").toString());
    assertThat(switches.resolve("n1.disk")).doesNotExist();
    assertThat(switches.resolve("n1.clock")).hasContent("+0");
  }

  @Test
  void whatIsNotThereIsNotLoaded() throws IOException {
    MemberFaults faults = new MemberFaults(switches, Optional.of(DISK), Optional.empty());

    assertThat(faults.environment("n1"))
        .containsOnlyKeys("LD_PRELOAD", "RIALTO_DISK_FAULT", "RIALTO_DISK_PATH");
  }

  @Test
  void eachNodeIsSwitchedByItself() throws IOException {
    MemberFaults faults = new MemberFaults(switches, Optional.of(DISK), Optional.of(CLOCK));
    faults.environment("n2");

    faults.setDisk("n1", "slow 100");
    faults.setClock("n1", -90);

    assertThat(switches.resolve("n1.disk")).hasContent("slow 100");
    assertThat(switches.resolve("n1.clock")).hasContent("-90");
    assertThat(switches.resolve("n2.disk")).doesNotExist();
    assertThat(switches.resolve("n2.clock")).hasContent("+0");

    faults.mendDisk("n1");
    faults.setClock("n1", 0);

    assertThat(Files.list(switches).map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrder("n1.clock", "n2.clock");
  }
}
