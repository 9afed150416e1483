package io.rialto.chaos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches what is printed. */
final class Terminal {

  private Terminal() {}

  static boolean isStandardOutput() {
    return isTerminal(1);
  }

  static boolean isStandardError() {
    return isTerminal(2);
  }

  /**
   * {@link System#console} tells of input and output together, so it is asked only where the system
   * does not tell of each.
   */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException notLinux) {
      return System.console() != null;
    }
  }
}
