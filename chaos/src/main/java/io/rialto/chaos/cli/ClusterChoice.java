package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which cluster a verb means. */
final class ClusterChoice {

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      description = "The cluster's directory; without it the current cluster.")
  private Path directory;

  Path directory() throws IOException {
    return directory == null
        ? ClusterFile.currentDirectory(ClusterFile.root())
        : directory.toAbsolutePath().normalize();
  }

  /** The cluster; the exception says why there is none, and how to start one. */
  ProcessCluster open(PrintWriter progress) throws IOException {
    return ProcessCluster.open(
        directory(), Programs.below(ClusterFile.root()), line -> say(progress, line));
  }

  /** The cluster, which must be up. */
  ProcessCluster openRunning(PrintWriter progress) throws IOException {
    ProcessCluster cluster = open(progress);
    if (cluster.running().isEmpty()) {
      throw new ClusterException(
          "the cluster in "
              + cluster.directory()
              + " is down: start it with "
              + startAgain(cluster));
    }
    return cluster;
  }

  /** The command line that starts a cluster that exists. */
  static String startAgain(ProcessCluster cluster) {
    return "./rialto cluster up --cluster " + cluster.directory();
  }

  static void say(PrintWriter progress, String line) {
    progress.println(line);
    progress.flush();
  }
}
