package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What faults need from a cluster before its nodes start. To be made when the cluster is laid out
 * and nothing of it runs; to be closed when nothing of it runs any more.
 */
public final class Preparation implements AutoCloseable {

  private final Map<FaultKind, String> lacking = new TreeMap<>();

  private Preparation() {}

  /** Prepares nothing: only faults that need nothing can be had. */
  public static Preparation none() {
    return new Preparation();
  }

  /**
   * Prepares a cluster that has not been started for the faults wanted, as far as this machine can
   * have them; {@link #lacking} says what it cannot.
   */
  public static Preparation of(Cluster cluster, Set<FaultKind> wanted) throws IOException {
    return new Preparation();
  }

  /** What is not prepared, with what to install or to do. */
  Map<FaultKind, String> lacking() {
    return lacking;
  }

  /** Takes away what was prepared; the cluster must have been stopped. */
  @Override
  public void close() throws IOException {}
}
