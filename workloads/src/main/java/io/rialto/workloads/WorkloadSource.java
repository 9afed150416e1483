package io.rialto.workloads;

import java.io.Closeable;
import java.io.IOException;

/** Lines of a workload, one after another. Used by one thread. */
public interface WorkloadSource extends Closeable {

  /** The next line; null at the end. */
  WorkloadLine next() throws IOException;

  /**
   * False while the next line is held back; the replay goes on with what it has and asks again
   * soon.
   */
  default boolean isReady() {
    return true;
  }
}
