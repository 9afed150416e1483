package io.rialto.node.raft;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The entries with operations that this node has applied since its process started, and how long
 * that took together. One thread adds, any may read.
 */
public final class ApplyFigures {
  private final LongAdder entries = new LongAdder();
  private final LongAdder operations = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** An entry without operations does not count. */
  void applied(int operationsOfEntry, long tookNanos) {
    if (operationsOfEntry > 0) {
      entries.increment();
      operations.add(operationsOfEntry);
      nanos.add(tookNanos);
    }
  }

  public long entries() {
    return entries.sum();
  }

  public long operations() {
    return operations.sum();
  }

  public long micros() {
    return TimeUnit.NANOSECONDS.toMicros(nanos.sum());
  }
}
