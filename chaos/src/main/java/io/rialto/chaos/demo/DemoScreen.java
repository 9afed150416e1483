package io.rialto.chaos.demo;

/** What a demo shows while it runs. Called by several threads. */
public interface DemoScreen {

  /** Something happened. */
  void event(String text);

  /** The workload begins; {@code what} says what is done with it. */
  void workloadStarts(String what, long commands);

  /** So many commands of the workload are finished. */
  void workloadProgress(long finished);

  void workloadEnds();
}
