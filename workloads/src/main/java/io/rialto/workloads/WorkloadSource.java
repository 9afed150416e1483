package io.rialto.workloads;

import java.io.Closeable;
import java.io.IOException;

/** Lines of a workload, one after another. Used by one thread. */
public interface WorkloadSource extends Closeable {

  /** The next line; null at the end. */
  WorkloadLine next() throws IOException;
}
