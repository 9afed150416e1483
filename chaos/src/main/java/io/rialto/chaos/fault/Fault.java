package io.rialto.chaos.fault;

import java.io.IOException;
import java.util.List;

/** One break and its healing; used once, by one thread at a time. */
public interface Fault {

  FaultKind kind();

  Target target();

  /** Who was hit; empty before the injection has chosen them. */
  List<String> members();

  /** What is broken, and on whom, for people. */
  String sentence();

  /** Breaks it; returns once it is broken. */
  void inject() throws IOException, InterruptedException;

  /** Mends it; returns when it is mended. Safe to call after an injection that failed. */
  void heal() throws IOException, InterruptedException;
}
