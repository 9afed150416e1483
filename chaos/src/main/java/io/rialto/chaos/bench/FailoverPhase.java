package io.rialto.chaos.bench;

import io.rialto.proto.cluster.SuccessionFigures;

/** What lies between a leader's death and the next answer, as the successor tells it. */
enum FailoverPhase {
  NOTICED("noticed", "noticed that its leader was lost"),
  ELECTED("elected", "won the election"),
  READY("ready", "had applied an entry of its own term"),
  APPLIED("applied", "had applied its first commands");

  private final String key;
  private final String phrase;

  FailoverPhase(String key, String phrase) {
    this.key = key;
    this.phrase = phrase;
  }

  String key() {
    return key;
  }

  String phrase() {
    return phrase;
  }

  /** Wall-clock milliseconds; 0 if the node did not come that far, or not that way. */
  long of(SuccessionFigures figures) {
    return switch (this) {
      case NOTICED -> figures.getLostMillis();
      case ELECTED -> figures.getElectedMillis();
      case READY -> figures.getReadyMillis();
      case APPLIED -> figures.getAppliedMillis();
    };
  }
}
