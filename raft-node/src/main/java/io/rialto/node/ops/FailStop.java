package io.rialto.node.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the node when going on could be wrong. A supervisor starts it again, from what is surely on
 * disk.
 */
@FunctionalInterface
public interface FailStop {

  /**
   * Does not return in a node's process; where many nodes share a process (tests) it may. Any
   * thread.
   */
  void halt(ExitCode code, String reason, Throwable cause);

  /** Halts the process at once: no shutdown hook runs, nothing more is written or answered. */
  static FailStop process() {
    Logger log = LoggerFactory.getLogger(FailStop.class);
    return (code, reason, cause) -> {
      log.error("halting with exit code {} ({}): {}", code.number(), code, reason, cause);
      Runtime.getRuntime().halt(code.number());
    };
  }
}
