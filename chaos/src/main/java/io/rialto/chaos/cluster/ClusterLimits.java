package io.rialto.chaos.cluster;

import java.time.Duration;

/** Bounds of everything here that waits or chooses. */
final class ClusterLimits {

  /** Node ids are one digit. */
  static final int NODES_MAX = 9;

  /**
   * Ports are chosen below the range from which the system takes those of outgoing connections: a
   * dead node's port must still be free when it comes back.
   */
  static final int PORT_FIRST = 17_000;

  static final int PORT_LAST = 31_999;

  /**
   * In clusters of minutes: a follower that hears nothing for this long, or up to twice, starts an
   * election. Shorter than a node's own default, which bears full load for as long as one likes
   * (docs/operating/failover.md): there is no network between these. It decides how soon a leader
   * is succeeded that is stopped or cut off; one that dies is noticed by its connections' end.
   */
  static final Duration ELECTION_TIMEOUT_MIN = Duration.ofMillis(500);

  /** Cold programs on a slow and busy machine. */
  static final Duration START_MAX = Duration.ofSeconds(120);

  /** How often a condition is looked at while a process lives. */
  static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** How long the quote source may take to obey, or to say what it has done. */
  static final Duration SOURCE_MAX = Duration.ofSeconds(30);

  /** How long one node may take to say how it is. */
  static final Duration STATUS_MAX = Duration.ofSeconds(3);

  /** How long nodes are asked again who leads: elections pass, and busy nodes answer late. */
  static final Duration LEADER_MAX = Duration.ofSeconds(30);

  /** How long a node may take to do what it is ordered. */
  static final Duration ORDER_MAX = Duration.ofSeconds(60);

  /** From SIGTERM to SIGKILL. */
  static final Duration STOP_GRACE = Duration.ofSeconds(20);

  /** From SIGKILL to gone. */
  static final Duration KILL_MAX = Duration.ofSeconds(10);

  /** How far two readings of a process's start time may be apart: the system's clock may be set. */
  static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

  /** The longest that a way between two nodes may be made: beyond it, cut it. */
  static final Duration DELAY_MAX = Duration.ofSeconds(60);

  /** What one direction of a connection over a link holds back; then its sender has to wait. */
  static final int LINK_BYTES_UNDER_WAY_MAX = 4 << 20;

  static final int LINK_READ_BYTES = 64 << 10;

  /** Connections over all links of a cluster; further ones are refused. */
  static final int LINK_CONNECTIONS_MAX = 1024;

  /** How long a network may take to do what it is told. */
  static final Duration NETWORK_ORDER_MAX = Duration.ofSeconds(10);

  /** How long the image on which the programs' is built may take to come from a registry. */
  static final Duration PULL_MAX = Duration.ofMinutes(5);

  /** An image of programs that are no longer built is deleted once it is as old as this. */
  static final Duration IMAGE_AGE_MAX = Duration.ofDays(1);

  /** How often an address range is chosen anew that somebody else took meanwhile. */
  static final int SUBNET_ATTEMPTS_MAX = 10;

  /** How long a network of namespaces may take to be made, or to be taken away. */
  static final Duration NETWORK_BUILD_MAX = Duration.ofSeconds(60);

  /** How much of a dead process's log is shown. */
  static final int LOG_LINES_SHOWN = 12;

  private ClusterLimits() {}
}
