package io.rialto.chaos.cli;

/** Exit codes of {@code cluster}, {@code demo}, {@code bench} and {@code check}. */
final class ExitCodes {

  static final int DONE = 0;

  /**
   * It could not be done, or {@code status} found a cluster that is not whole, or a demo's verdict
   * is bad.
   */
  static final int FAILED = 1;

  /** Bad options; nothing was done. picocli gives it. */
  static final int USAGE = 2;

  /** Something could not be carried through, or not all be looked at: there is no verdict. */
  static final int NO_VERDICT = 3;

  private ExitCodes() {}
}
