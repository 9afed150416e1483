package io.rialto.client.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code summary USER} and {@code summary --all}. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows a user's account, or everyone's at one log index. A strict read: what it shows was"
          + " true while it ran. It leaves no trace in the audit log.",
      "With --json one object a line: user, logIndex, logTime, cash, available, reserved, holdings,"
          + " pendingBuys, pendingSells, buyTriggers, sellTriggers, transactions."
    })
final class SummaryVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Whose whose;

  @Option(names = "--stale", description = "Ask any node for what it has, at once.")
  private boolean stale;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Mixin private ClusterOptions cluster;

  private static final class Whose {

    @Parameters(paramLabel = "USER", description = "Whose account.")
    private String user;

    @Option(names = "--all", description = "Everyone's, in user order, at one log index.")
    private boolean all;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec.commandLine());
    Consistency consistency = stale ? Consistency.STALE : Consistency.STRICT;
    if (!whose.all) {
      CommandShape.checkUser(whose.user)
          .ifPresent(
              fault -> {
                throw new ParameterException(spec.commandLine(), fault);
              });
    }
    try (RialtoClient client = cluster.connect()) {
      return whose.all
          ? printAll(client, consistency, console)
          : printOne(client.summary(whose.user, consistency).join(), console);
    } catch (NoClusterException fault) {
      console.complain("summary: " + fault.getMessage());
      return ExitCodes.USAGE;
    }
  }

  private int printAll(RialtoClient client, Consistency consistency, Console console) {
    try {
      client.summaries(consistency, reply -> print(reply, console));
      return ExitCodes.DONE;
    } catch (IOException failure) {
      console.complain("summary: " + failure.getMessage());
      return ExitCodes.RETRY;
    }
  }

  private int printOne(SummaryReply reply, Console console) {
    if (reply.getCode() == ResultCode.OK) {
      print(reply, console);
      return ExitCodes.DONE;
    }
    if (json) {
      console.printJson(
          JsonNodeFactory.instance
              .objectNode()
              .put("user", whose.user)
              .put("code", reply.getCodeValue())
              .put("name", reply.getCode().name())
              .put("message", reply.getMessage()));
    }
    console.complain("summary: " + console.bad(reply.getCode().name()) + " " + reply.getMessage());
    return reply.getCodeValue() < 8_000 ? ExitCodes.REJECTED : ExitCodes.RETRY;
  }

  private void print(SummaryReply reply, Console console) {
    if (json) {
      console.printJson(
          SummaryJson.of(reply.getSummary(), reply.getLogIndex(), reply.getLogTimeMillis()));
    } else {
      new SummaryText(console)
          .print(reply.getSummary(), reply.getLogIndex(), reply.getLogTimeMillis());
    }
  }
}
