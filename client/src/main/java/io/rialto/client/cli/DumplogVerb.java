package io.rialto.client.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code dumplog FILE}: the command DUMPLOG, then the audit log up to it, written whole or not at
 * all.
 */
@CommandLine.Command(
    name = "dumplog",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends DUMPLOG and writes the audit log up to that command to FILE, as XML. FILE appears when"
          + " it is complete.",
      "With --json one object: file, user, logIndex, bytes, and the command's reply (null with"
          + " --up-to)."
    })
final class DumplogVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Where to write; the audit log names it so, too.")
  private String file;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Only this user's events (default: everyone's).")
  private String user = "";

  @Option(
      names = "--up-to",
      paramLabel = "INDEX",
      description = "A dump of the past, up to this log index, without sending a command.")
  private Long upTo;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Mixin private RequestOptions request;

  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    Command command =
        Command.newBuilder()
            .setKind(CommandKind.DUMPLOG)
            .setFilename(file)
            .setUser(user)
            .setNumber(request.number())
            .build();
    check(command);
    Console console = new Console(spec.commandLine());
    Path target = Path.of(file).toAbsolutePath();
    Path part =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.createFile(part);
    } catch (IOException fault) {
      console.complain("dumplog: cannot write beside " + target + ": " + fault);
      return ExitCodes.USAGE;
    }
    try (RialtoClient client = cluster.connect()) {
      return dump(client, command, target, part, console);
    } catch (NoClusterException fault) {
      console.complain("dumplog: " + fault.getMessage());
      return ExitCodes.USAGE;
    } finally {
      remove(part, console);
    }
  }

  private void check(Command command) {
    CommandShape.check(command)
        .ifPresent(
            fault -> {
              throw new ParameterException(spec.commandLine(), fault);
            });
    if (upTo != null && upTo < 1) {
      throw new ParameterException(
          spec.commandLine(), "--up-to must be a log index, 1 or more, not " + upTo);
    }
  }

  private int dump(RialtoClient client, Command command, Path target, Path part, Console console) {
    String requestId = request.id().orElseGet(() -> UUID.randomUUID().toString());
    CommandResult result = null;
    long index;
    if (upTo != null) {
      index = upTo;
    } else {
      result = client.request(requestId, command).join();
      if (result.kind() != CommandResult.Kind.DONE) {
        printReply(command, requestId, result, console);
        return ExitCodes.of(result.kind());
      }
      index = result.reply().getLogIndex();
    }
    try {
      long logIndex;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        logIndex = client.dumpLog(user, index, out);
      }
      long bytes = Files.size(part);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      printDone(command, requestId, result, logIndex, bytes, console);
      return ExitCodes.DONE;
    } catch (IOException failure) {
      console.complain("dumplog: no dump: " + failure.getMessage());
      return ExitCodes.RETRY;
    }
  }

  private void printReply(
      Command command, String requestId, CommandResult result, Console console) {
    if (json) {
      console.printJson(ReplyJson.of(command, requestId, result));
    } else {
      new ReplyText(console).print(command, requestId, result);
    }
  }

  private void printDone(
      Command command,
      String requestId,
      CommandResult result,
      long logIndex,
      long bytes,
      Console console) {
    if (json) {
      var object =
          JsonNodeFactory.instance
              .objectNode()
              .put("file", file)
              .put("user", user.isEmpty() ? null : user)
              .put("logIndex", logIndex)
              .put("bytes", bytes);
      object.set(
          "reply", result == null ? object.nullNode() : ReplyJson.of(command, requestId, result));
      console.printJson(object);
    } else {
      console.print(
          "dumplog: "
              + console.good("done")
              + ", "
              + bytes
              + " bytes up to log index "
              + logIndex
              + " in "
              + file);
    }
  }

  private static void remove(Path part, Console console) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException fault) {
      console.complain("dumplog: cannot remove " + part + ": " + fault);
    }
  }
}
