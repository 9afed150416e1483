package io.rialto.chaos.demo;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.Folders;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Ends a run's processes and deletes its folder: at the end, or when this process is told to end.
 */
public final class Cleanup implements AutoCloseable {

  private final Cluster cluster;
  private final Closeable prepared;
  private final Path folder;
  private final boolean keep;
  private boolean done;

  private Cleanup(Cluster cluster, Closeable prepared, Path folder, boolean keep) {
    this.cluster = cluster;
    this.prepared = prepared;
    this.folder = folder;
    this.keep = keep;
  }

  public static Cleanup of(Cluster cluster, Path folder, boolean keep) {
    Cleanup cleanup = new Cleanup(cluster, () -> {}, folder, keep);
    Runtime.getRuntime().addShutdownHook(new Thread(cleanup::cleanAtExit, "cleanup"));
    return cleanup;
  }

  /**
   * For a run that has more to do when this process is told to end, and then closes this itself.
   *
   * @param prepared what the cluster stands on: closed when it is stopped, before the folder goes
   */
  public static Cleanup whenClosed(Cluster cluster, Closeable prepared, Path folder, boolean keep) {
    return new Cleanup(cluster, prepared, folder, keep);
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
      prepared.close();
    } else {
      cluster.stopByForce();
      prepared.close();
      Folders.delete(folder);
    }
  }

  /** What is kept should be as a clean stop leaves it. */
  private void stopGently() throws ClusterException {
    cluster.stop();
  }
}
