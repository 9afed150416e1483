package io.rialto.node.simulation;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** What happened in a run: a hash of all of it, the latest events, and a reader if one wants. */
final class Trace {
  private static final int LATEST_KEPT = 60;
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final VirtualTime time;
  private final Consumer<String> reader;
  private final ArrayDeque<String> latest = new ArrayDeque<>();
  private long hash = FNV_START;
  private long count;

  /**
   * @param reader sees each event as a line; null if nobody reads
   */
  Trace(VirtualTime time, Consumer<String> reader) {
    this.time = time;
    this.reader = reader;
  }

  void event(String who, String what) {
    long micros = time.nowMicros();
    String line = micros / 1_000 + "." + (micros / 100) % 10 + " ms  " + who + "  " + what;
    count++;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * FNV_PRIME;
    }
    if (latest.size() == LATEST_KEPT) {
      latest.removeFirst();
    }
    latest.addLast(line);
    if (reader != null) {
      reader.accept(line);
    }
  }

  /** Equal for two runs exactly if the same events happened at the same times. */
  long hash() {
    return hash;
  }

  long count() {
    return count;
  }

  String latest() {
    return String.join("\n", latest);
  }
}
