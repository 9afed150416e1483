package io.rialto.node.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs seeds, a share of them on real stores, and says of a broken promise how to repeat it. */
final class SeedRuns {

  /** One seed in so many runs on RocksDB. */
  static final int ROCKSDB_INTERVAL = 50;

  private final Path directory;
  private final PlantedFault planted;

  /**
   * @param directory where stores are made, and deleted again
   */
  SeedRuns(Path directory, PlantedFault planted) {
    this.directory = directory;
    this.planted = planted;
  }

  /** What many runs have met. */
  record Summary(long firstSeed, long seeds, long logEntries, double seconds, Coverage coverage) {
    @Override
    public String toString() {
      return String.format(
          "seeds %d to %d: no promise was broken; %d log entries, %.1f s, %.0f runs a minute%n%s",
          firstSeed, firstSeed + seeds - 1, logEntries, seconds, seeds * 60 / seconds, coverage);
    }
  }

  Summary runAll(long firstSeed, long seeds) throws IOException {
    Coverage coverage = new Coverage();
    long started = System.nanoTime();
    long entries = 0;
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      Simulation.Outcome outcome = run(seed, null);
      coverage.add(outcome.coverage());
      entries += outcome.logIndex();
    }
    return new Summary(firstSeed, seeds, entries, (System.nanoTime() - started) / 1e9, coverage);
  }

  /** Throws {@link Violation} with the seed, the latest events and the command to repeat it. */
  Simulation.Outcome run(long seed, Consumer<String> reader) throws IOException {
    try {
      boolean onDisk = Math.floorMod(seed, ROCKSDB_INTERVAL) == 0 && planted == PlantedFault.NONE;
      return onDisk ? runOnDisk(seed, reader) : Simulation.run(seed, planted, reader);
    } catch (Violation violation) {
      String option = planted == PlantedFault.NONE ? "" : " --planted-fault " + planted;
      throw new Violation(
          "seed %d: %s%nto repeat it: ./rialto simulate --seed %d%s"
              .formatted(seed, violation.getMessage(), seed, option),
          violation);
    }
  }

  private Simulation.Outcome runOnDisk(long seed, Consumer<String> reader) throws IOException {
    Path place = Files.createTempDirectory(directory, "simulation-" + seed + "-");
    try {
      return Simulation.runOnDisk(seed, place, reader);
    } finally {
      try (Stream<Path> files = Files.walk(place)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      }
    }
  }
}
