package io.rialto.workloads;

/** Hears what a replay does. Called on the replay's one thread, which waits: be quick. */
public interface ReplayListener {

  /** Hears nothing. */
  ReplayListener NONE = new ReplayListener() {};

  /** A command is done with; each well-formed line once. */
  default void finished(FinishedCommand command) {}

  default void malformed(MalformedLine line) {}

  /** About ten times a second, and once at the end. */
  default void progress(ReplayProgress progress) {}
}
