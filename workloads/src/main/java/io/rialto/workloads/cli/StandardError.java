package io.rialto.workloads.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where standard error goes. */
final class StandardError {

  /** Linux's link to what standard error is. */
  private static final Path LINK = Path.of("/proc/self/fd/2");

  private StandardError() {}

  /**
   * Whether somebody watches it on a terminal. {@link System#console} tells of input and output
   * only, so it is asked only where the link is missing.
   */
  static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(LINK).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException noLink) {
      return System.console() != null;
    }
  }
}
