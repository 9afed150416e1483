package io.rialto.node.ingress;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The operations that this node has answered since its process started, and how long they took
 * together, from their arrival on. One thread adds, any may read. The clock is read once for all
 * that are answered together.
 */
public final class AnswerFigures {
  private final LongAdder operations = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void answered(List<Waiting> answered) {
    long now = System.nanoTime();
    long tookNanos = 0;
    for (Waiting operation : answered) {
      tookNanos += now - operation.arrivedNanos();
    }
    operations.add(answered.size());
    nanos.add(tookNanos);
  }

  long operations() {
    return operations.sum();
  }

  long micros() {
    return TimeUnit.NANOSECONDS.toMicros(nanos.sum());
  }
}
