package io.rialto.node.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Seeds in a row; {@code -Dsimulation.seeds=N} takes more of them, {@code -Dsimulation.seed=S}
 * repeats one and prints what happens in it.
 */
@Tag("P1")
@Tag("P2")
@Tag("P4")
final class SimulationTest {
  private static final long FIRST_SEED = 1;
  private static final long SEEDS = Long.getLong("simulation.seeds", 2_000);
  private static final long SEEDS_THAT_MEET_EVERYTHING = 1_000;
  private static final Long ONE_SEED = Long.getLong("simulation.seed");

  @TempDir Path directory;

  @Test
  void noPromiseIsBrokenAndOnceFaultsAreOverEverythingCompletes() throws IOException {
    SeedRuns runs = new SeedRuns(directory, PlantedFault.NONE);
    if (ONE_SEED != null) {
      runs.run(ONE_SEED, System.out::println);
      return;
    }
    SeedRuns.Summary summary = runs.runAll(FIRST_SEED, SEEDS);
    System.out.println(summary);
    if (SEEDS >= SEEDS_THAT_MEET_EVERYTHING) {
      assertEquals(List.of(), summary.coverage().missing(), "what no run has met");
    }
  }

  @Test
  void aRunRepeatsExactlyFromItsSeed() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 20; seed++) {
      Simulation.Outcome once = Simulation.run(seed, PlantedFault.NONE, null);
      Simulation.Outcome again = Simulation.run(seed, PlantedFault.NONE, null);
      assertEquals(once.traceHash(), again.traceHash(), "seed " + seed);
      assertTrue(once.events() > 0, "seed " + seed + " leaves no trace");
    }
  }

  @Test
  void aRunOnRealStoresIsTheSameAsInMemory() throws IOException {
    long seed = SeedRuns.ROCKSDB_INTERVAL;
    Simulation.Outcome onDisk = new SeedRuns(directory, PlantedFault.NONE).run(seed, null);
    Simulation.Outcome inMemory = Simulation.run(seed, PlantedFault.NONE, null);
    assertEquals(inMemory.traceHash(), onDisk.traceHash());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPlantedFaultIsFound(PlantedFault fault) {
    SeedRuns runs = new SeedRuns(directory, fault);
    Violation found = assertThrows(Violation.class, () -> runs.runAll(FIRST_SEED, 2_000));
    System.out.println(fault + " is found by " + found.getMessage().lines().findFirst().get());
  }
}
