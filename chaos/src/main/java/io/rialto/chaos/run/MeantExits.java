package io.rialto.chaos.run;

import io.rialto.chaos.fault.FaultKind;
import java.util.Set;

/**
 * With which exit codes a fault is meant to end whom it strikes (docs/operating/exit-codes.md). Any
 * other end of a process is a violation: halted is better than wrong, but only for a reason.
 */
final class MeantExits {

  private static final int SIGKILL = 137;
  private static final int SIGTERM = 143;
  private static final int STOPPED = 0;
  private static final int IDENTITY = 20;
  private static final int STORE = 31;
  private static final int LOG = 32;
  private static final int ENGINE = 33;
  private static final int SNAPSHOT = 34;
  private static final int LOG_DAMAGED = 36;
  private static final int DISK_FULL = 37;

  private MeantExits() {}

  static boolean has(FaultKind kind, int exitCode) {
    return of(kind).contains(exitCode);
  }

  private static Set<Integer> of(FaultKind kind) {
    return switch (kind) {
      case KILL, KILL_ALL, PROXY_KILLED, SOURCE_DEAD, TORN_LOG -> Set.of(SIGKILL);
      case ROLLING_RESTART -> Set.of(SIGKILL, SIGTERM, STOPPED);
      case FAILING_SYNC -> Set.of(LOG);
      case FULL_DISK -> Set.of(SIGKILL, IDENTITY, STORE, LOG, ENGINE, SNAPSHOT, DISK_FULL);
      case POWER_CUT -> Set.of(SIGKILL, STORE, LOG, ENGINE, SNAPSHOT);
      case FLIPPED_LOG -> Set.of(SIGKILL, LOG_DAMAGED);
      case FLIPPED_STATE -> Set.of(SIGKILL, STORE, SNAPSHOT);
      case BLANK_NODE -> Set.of(SIGKILL);
      case SLOW_DISK,
          SHORT_PAUSE,
          LONG_PAUSE,
          LEADER_ALONE,
          MINORITY_CUT,
          ONE_WAY_CUT,
          BRIDGE,
          DELAY,
          JITTER,
          LOSS,
          DUPLICATION,
          CLOCK_FORWARD,
          CLOCK_BACK,
          LEADERSHIP_TRANSFER,
          SNAPSHOT_NOW,
          SOURCE_SLOW,
          SOURCE_WRONG,
          SOURCE_SILENT ->
          Set.of();
    };
  }
}
