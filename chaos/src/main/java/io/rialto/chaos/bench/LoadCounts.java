package io.rialto.chaos.bench;

/** How many commands ended as what. */
record LoadCounts(long done, long rejected, long retry, long unknown) {

  static final LoadCounts NONE = new LoadCounts(0, 0, 0, 0);

  LoadCounts plus(LoadCounts other) {
    return new LoadCounts(
        done + other.done, rejected + other.rejected, retry + other.retry, unknown + other.unknown);
  }

  LoadCounts minus(LoadCounts earlier) {
    return new LoadCounts(
        done - earlier.done,
        rejected - earlier.rejected,
        retry - earlier.retry,
        unknown - earlier.unknown);
  }

  /** What was replicated and answered by the rules. */
  long answered() {
    return done + rejected;
  }
}
