package io.rialto.chaos.demo;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ProcessCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ends a run's processes and deletes its folder: at the end, or when this process is told to end.
 */
public final class Cleanup implements AutoCloseable {

  private final ProcessCluster cluster;
  private final Path folder;
  private final boolean keep;
  private boolean done;

  private Cleanup(ProcessCluster cluster, Path folder, boolean keep) {
    this.cluster = cluster;
    this.folder = folder;
    this.keep = keep;
  }

  public static Cleanup of(ProcessCluster cluster, Path folder, boolean keep) {
    Cleanup cleanup = new Cleanup(cluster, folder, keep);
    Runtime.getRuntime().addShutdownHook(new Thread(cleanup::cleanAtExit, "cleanup"));
    return cleanup;
  }

  public boolean keepsFolder() {
    return keep;
  }

  /** Finds nothing to do after a regular end. */
  private void cleanAtExit() {
    try {
      clean();
    } catch (IOException e) {
      System.err.println("cleaning up: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    clean();
  }

  private synchronized void clean() throws IOException {
    if (done) {
      return;
    }
    done = true;
    if (keep) {
      stopGently();
    } else {
      cluster.stopByForce();
      delete();
    }
  }

  /** What is kept should be as a clean stop leaves it. */
  private void stopGently() throws ClusterException {
    cluster.stop();
  }

  private void delete() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
