package io.rialto.chaos.bench;

import java.util.Locale;

/** What happens to a cluster under load after it was measured warm. */
public enum Upheaval {
  /** All nodes are killed and started again. */
  RESTART,
  /** The leader is killed. */
  FAILOVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
