package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The members that are nodes. */
  default List<String> nodes() {
    return file().nodes().stream().map(ClusterFile.Node::id).toList();
  }

  boolean isRunning(String member);

  /** Whether a member's process is there, but stopped in its tracks. */
  boolean isPaused(String member) throws ClusterException;

  /** How a member's latest process ended; empty while it runs, and if nobody saw its end. */
  Optional<Integer> exitCode(String member) throws ClusterException;

  /** Where a node keeps its data, as this program reaches it. */
  Path dataDirectory(String node);

  /** The file with what a member printed; the exception names the members there are. */
  Path log(String member) throws ClusterException;

  /** The ways between the nodes' engines, where they can be hurt. */
  Optional<Network> network();

  /** How to have a network that can be hurt in more ways. */
  default String networkRemedy() {
    return "choose a cluster in namespaces: its network can do all";
  }

  /** Starts whatever is not running; returns when a node leads and all nodes take part. */
  void start() throws ClusterException, InterruptedException;

  /** Ends all members, gently first; returns when all are gone. */
  void stop() throws ClusterException;

  /** Ends all members by SIGKILL at once, whatever is going on; returns when all are gone. */
  void stopByForce() throws ClusterException;

  /** SIGKILL; returns when the process is gone. */
  void kill(String member) throws ClusterException;

  /**
   * Asks a member to end, as SIGTERM does, and kills it if it does not; returns when it is gone.
   */
  void terminate(String member) throws ClusterException;

  /** Stops the process where it stands; it neither runs nor ends. */
  void pause(String member) throws ClusterException;

  /** Lets a paused one go on; does nothing to one that runs. */
  void resume(String member) throws ClusterException;

  /** Starts a member that is not running, on the data it has; returns at once. */
  void launch(String member) throws ClusterException;

  /**
   * Starts a node that has lost its data, and says that this is known: it takes part again once it
   * has got everything from the others. Returns at once.
   */
  void launchBlank(String node) throws ClusterException;

  /** Variables that a member's processes get from its next start on, beside those of this one. */
  void setEnvironment(String member, Map<String, String> variables) throws ClusterException;

  /** Waits until a node takes part again: it leads, or follows a leader closely. */
  default void awaitReady(String node) throws ClusterException, InterruptedException {
    new MemberWait(this).awaitReady(node);
  }

  /** Waits until a member does its work: a node takes part, a service listens. */
  default void awaitServing(String member) throws ClusterException, InterruptedException {
    if (nodes().contains(member)) {
      awaitReady(member);
    } else {
      new MemberWait(this).awaitListening(member);
    }
  }
}
