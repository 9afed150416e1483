package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.NodeChoice;
import io.rialto.chaos.cluster.ProcessCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cluster log}. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Prints what a process of the cluster has printed.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "1:there is no such process or no log", "2:bad options"})
final class ClusterLogVerb implements Callable<Integer> {

  private static final long LOOK_EVERY_MILLIS = 200;
  private static final int BUFFER_BYTES = 64 * 1024;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NODE",
      description = "1 or n1, leader, follower, quote-proxy or quote-simulator.")
  private String member;

  @Mixin private ClusterChoice choice;

  @Option(names = "--follow", description = "Go on printing until Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter error = spec.commandLine().getErr();
    try {
      ProcessCluster cluster = choice.open(error);
      print(cluster.log(NodeChoice.resolve(member, cluster)));
      return ExitCodes.DONE;
    } catch (IOException e) {
      error.println("cluster log: " + e.getMessage());
      return ExitCodes.FAILED;
    }
  }

  private void print(Path log) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(log)) {
      while (!out.checkError()) {
        int read = in.read(buffer);
        if (read > 0) {
          out.write(new String(buffer, 0, read, StandardCharsets.UTF_8));
        } else if (follow) {
          TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } else {
          return;
        }
      }
    }
  }
}
