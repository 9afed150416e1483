package io.rialto.chaos.cluster;

import java.util.Set;

/**
 * The ways between the nodes' engines, each direction on its own; nodes are named by id. What is
 * done to a way stays until {@link #heal()}, also while the nodes at its ends die and come back.
 * Safe for use by several threads; when a method returns, what it did holds.
 */
public interface Network {

  /** What this network can do to a way. */
  Set<Effect> effects();

  /** From now on nothing arrives any more from one node at the other. */
  void cut(String from, String to) throws ClusterException;

  /**
   * From now on what one node sends to the other is treated so; replaces what was said before, also
   * a cut.
   *
   * @throws IllegalArgumentException if it asks for an effect that is not among {@link #effects()}
   */
  void shape(String from, String to, Traffic traffic) throws ClusterException;

  /** All ways are straight again, from now on. */
  void heal() throws ClusterException;
}
