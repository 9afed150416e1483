package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeChoice;
import io.rialto.chaos.cluster.ProcessCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the verbs that act on one member of a running cluster have in common. */
abstract class MemberVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NODE",
      description = "1 or n1, leader, follower, quote-proxy or quote-simulator.")
  private String member;

  @Mixin private ClusterChoice choice;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** What was done, in the past tense: "killed". */
  abstract String done();

  /** What to try then. */
  abstract String next(String id);

  abstract void act(ProcessCluster cluster, String id)
      throws ClusterException, InterruptedException;

  /** For what only nodes can do. */
  static void requireNode(ProcessCluster cluster, String id) throws ClusterException {
    if (!cluster.nodes().contains(id)) {
      throw new ClusterException(
          id + " is no node; there are " + String.join(", ", cluster.nodes()));
    }
  }

  @Override
  public final Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter error = spec.commandLine().getErr();
    try {
      ProcessCluster cluster = choice.openRunning(error);
      String id = NodeChoice.resolve(member, cluster);
      act(cluster, id);
      if (json) {
        out.println(JsonNodeFactory.instance.objectNode().put("node", id).put("action", done()));
      } else {
        out.println(done() + " " + id);
        out.println("Next: " + next(id));
      }
      out.flush();
      return ExitCodes.DONE;
    } catch (IOException e) {
      error.println(spec.qualifiedName(" ").replaceFirst("^rialto ", "") + ": " + e.getMessage());
      return ExitCodes.FAILED;
    }
  }
}
