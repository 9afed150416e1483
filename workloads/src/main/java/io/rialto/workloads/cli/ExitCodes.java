package io.rialto.workloads.cli;

/** Exit codes of {@code replay} and {@code generate}. */
final class ExitCodes {

  /**
   * Every well-formed line was answered, a rejection being an answer; or the file was generated.
   */
  static final int DONE = 0;

  /** Some well-formed line was not answered, or the audit log could not be read or written. */
  static final int INCOMPLETE = 1;

  /**
   * Nothing was sent: bad options, an unreadable file, no cluster, or a malformed line with
   * --strict.
   */
  static final int USAGE = 2;

  private ExitCodes() {}
}
