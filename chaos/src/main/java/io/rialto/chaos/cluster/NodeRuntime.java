package io.rialto.chaos.cluster;

import java.util.List;

/**
 * How the nodes run.
 *
 * @param heapMegabytes the most that the heap of one node may take
 * @param shortRun whether it is for minutes: there the optimising compiler costs more than it gains
 * @param options further ones of the node's program
 */
public record NodeRuntime(int heapMegabytes, boolean shortRun, List<String> options) {

  private static final int HEAP_MEGABYTES = 512;
  private static final int HEAP_MEGABYTES_MIN = 128;

  public NodeRuntime {
    if (heapMegabytes < HEAP_MEGABYTES_MIN) {
      throw new IllegalArgumentException(
          "a node needs a heap of " + HEAP_MEGABYTES_MIN + " MB at least, not " + heapMegabytes);
    }
    options = List.copyOf(options);
  }

  /** For nodes that stay. */
  static NodeRuntime lasting() {
    return new NodeRuntime(HEAP_MEGABYTES, false, List.of());
  }

  /** For nodes that end with the program that starts them. */
  public static NodeRuntime ofMinutes(List<String> options) {
    return new NodeRuntime(HEAP_MEGABYTES, true, options);
  }
}
