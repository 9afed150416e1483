package io.rialto.node.simulation;

/** Bugs that the simulation can be given, to show that it finds them. */
enum PlantedFault {
  NONE,
  /** A killed node comes back without the replies that it had recorded. */
  RESTART_FORGETS_REPLIES,
  /** A strict read is answered from what the node has, without waiting for its barrier. */
  BARRIER_SKIPPED,
  /** A client that does not know what became of a command sends it as a new one. */
  RETRY_WITH_NEW_SEQUENCE,
  /** A leader that lost its office submits what it has sent back once it leads again. */
  PARKED_SUBMITTED_LATER,
  /** A snapshot is installed without what the sender applied last. */
  INSTALL_MISSES_ROWS
}
