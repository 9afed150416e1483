package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A node's files are damaged while it is down, and it is started: it must refuse, or halt before it
 * answers from them. Mended by the runbook: an empty directory.
 */
abstract class RottenFilesBreak implements Break {

  private static final int STORE = 31;
  private static final int SNAPSHOT = 34;
  private static final int LOG_DAMAGED = 36;

  private final Cluster cluster;
  private final long seed;
  private final Set<Integer> exitCodes;

  private RottenFilesBreak(Cluster cluster, long seed, Set<Integer> exitCodes) {
    this.cluster = cluster;
    this.seed = seed;
    this.exitCodes = exitCodes;
  }

  /** One bit of the log. */
  static RottenFilesBreak ofLog(Cluster cluster, long seed) {
    return new RottenFilesBreak(cluster, seed, Set.of(LOG_DAMAGED)) {
      @Override
      void damage(Path data, Random random) throws IOException {
        FileDamage.flipInLog(LogFiles.below(data), random);
      }
    };
  }

  /**
   * Every table of the live database, which are those of snapshots too: bits flip, or the second
   * half is gone.
   */
  static RottenFilesBreak ofState(Cluster cluster, long seed) {
    return new RottenFilesBreak(cluster, seed, Set.of(STORE, SNAPSHOT)) {
      @Override
      void damage(Path data, Random random) throws IOException {
        boolean torn = random.nextBoolean();
        try (Stream<Path> files = Files.walk(data.resolve("live"))) {
          for (Path table : files.filter(file -> file.toString().endsWith(".sst")).toList()) {
            if (torn) {
              FileDamage.cutShort(table);
            } else {
              FileDamage.flipAllOver(table, random);
            }
          }
        }
      }
    };
  }

  abstract void damage(Path data, Random random) throws IOException;

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      // A young node's state is in its log alone: a snapshot puts it into tables.
      NodeOrder.takeSnapshot(cluster).inject(List.of(node));
      Members.kill(cluster, node);
      damage(cluster.dataDirectory(node), new Random(seed));
      cluster.launch(node);
      Members.awaitHalt(cluster, node, exitCodes, "its files are damaged");
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      NodeReplacement replacement = new NodeReplacement(cluster, node);
      replacement.clear();
      replacement.bringBack();
    }
  }
}
