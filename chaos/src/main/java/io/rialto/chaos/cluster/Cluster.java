package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.util.List;

/**
 * Nodes, a quote proxy and a quote source that can be started, hurt and stopped. Members are named
 * by id: {@code n1}, {@code n2} and so on, {@code quote-proxy}, {@code quote-simulator}.
 * Implementations are safe for use by several threads; one change is made at a time.
 */
public interface Cluster {

  /** Where everything is. */
  ClusterFile file();

  /** All members that are processes of this cluster, nodes first. */
  List<String> members();

  boolean isRunning(String member);

  /** Starts whatever is not running; returns when a leader answers. */
  void start() throws ClusterException, InterruptedException;

  /** Ends all members, gently first; returns when all are gone. */
  void stop() throws ClusterException;

  /** SIGKILL; returns when the process is gone. */
  void kill(String member) throws ClusterException;

  /** Stops the process where it stands; it neither runs nor ends. */
  void pause(String member) throws ClusterException;

  void resume(String member) throws ClusterException;

  /** Starts a member that is not running, on the data it has; returns at once. */
  void launch(String member) throws ClusterException;

  /** Waits until a node takes part again: it leads, or follows a leader closely. */
  void awaitReady(String node) throws ClusterException, InterruptedException;
}
