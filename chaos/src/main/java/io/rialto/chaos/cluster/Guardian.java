package io.rialto.chaos.cluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Sees to it that processes end when this one does, however it ends: a shell that reads their ids
 * from this process, and kills those that are left when there is nobody to read from any more. Not
 * even SIGKILL on this process keeps them alive.
 */
final class Guardian implements AutoCloseable {

  /** Reads "+ID" and "-ID"; at the end kills what was added and not taken away. */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      left=' '
      while read -r line; do
        id=${line#?}
        case $line in
          +*) left="$left$id " ;;
          -*) left="${left%% $id *} ${left#* $id }" ;;
        esac
      done
      for id in $left; do kill -9 "$id" 2>/dev/null; done
      """;

  private final Process shell;
  private final Writer orders;

  private Guardian(Process shell) {
    this.shell = shell;
    this.orders = shell.outputWriter(StandardCharsets.US_ASCII);
  }

  static Guardian start(Path log) throws ClusterException {
    try {
      return new Guardian(
          new ProcessBuilder("sh", "-c", SCRIPT)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new ClusterException("could not start sh: " + e.getMessage(), e);
    }
  }

  synchronized void watch(ProcessMark process) throws ClusterException {
    order("+" + process.processId());
  }

  synchronized void release(ProcessMark process) throws ClusterException {
    order("-" + process.processId());
  }

  private void order(String line) throws ClusterException {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new ClusterException("the guardian of the cluster's processes is gone", e);
    }
  }

  /** Ends the guard; what it still watches is killed. */
  @Override
  public void close() throws ClusterException {
    try {
      orders.close();
      shell.waitFor();
    } catch (IOException e) {
      throw new ClusterException("the guardian of the cluster's processes is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the guardian ended", e);
    }
  }
}
