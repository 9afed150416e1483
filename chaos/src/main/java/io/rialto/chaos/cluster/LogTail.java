package io.rialto.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The last lines of what a process printed, to be shown below a message: those that say what is
 * wrong, without the places in the code that each exception has passed.
 */
public final class LogTail {

  private LogTail() {}

  public static String of(Path log) {
    StringBuilder tail = new StringBuilder();
    try {
      List<String> lines =
          Files.readAllLines(log).stream().filter(line -> !isPlaceInCode(line)).toList();
      int from = Math.max(0, lines.size() - ClusterLimits.LOG_LINES_SHOWN);
      lines.subList(from, lines.size()).forEach(line -> tail.append("\n  ").append(line));
    } catch (IOException e) {
      tail.append("\n  (it cannot be read: ").append(e.getMessage()).append(')');
    }
    return tail.toString();
  }

  private static boolean isPlaceInCode(String line) {
    return line.startsWith("\tat ") || line.startsWith("\t... ");
  }
}
