package io.rialto.workloads.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.WorkloadGenerator;
import io.rialto.workloads.WorkloadLimits;
import io.rialto.workloads.WorkloadWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}. */
@Command(
    name = "generate",
    sortOptions = false,
    description = {
      "Writes a workload file like the real ones: their mix of commands, amounts and symbols, users"
          + " interleaved at random, the administrator's DUMPLOG as its last line.",
      "The same options make the same file, on every machine."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "1:could not be written", "2:bad options"})
final class GenerateVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many users (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--commands",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many lines, the DUMPLOG among them (default: ${DEFAULT-VALUE}).")
  private long commands;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another seed makes another file (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--symbols",
      paramLabel = "N",
      description =
          "How many different symbols; each costs a price a minute (default: "
              + WorkloadLimits.SYMBOLS
              + ").")
  private int symbols = WorkloadLimits.SYMBOLS;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; without it standard output.")
  private Path file;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--json", description = "With --out: print what was written as a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter error = spec.commandLine().getErr();
    try {
      GeneratorOptions options = new GeneratorOptions(users, commands, seed, symbols);
      if (json && file == null) {
        throw new IllegalArgumentException(
            "--json needs --out: standard output holds the workload");
      }
      return generate(options);
    } catch (IllegalArgumentException fault) {
      error.println("generate: " + fault.getMessage());
      return ExitCodes.USAGE;
    } catch (IOException fault) {
      error.println("generate: " + Messages.of(fault));
      return ExitCodes.INCOMPLETE;
    }
  }

  private int generate(GeneratorOptions options) throws IOException {
    long started = System.nanoTime();
    long bytes;
    try (WorkloadGenerator generator = new WorkloadGenerator(options);
        OutputStream out = open()) {
      WorkloadWriter writer = new WorkloadWriter(out);
      writer.writeAll(generator);
      bytes = writer.bytes();
    }
    long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    if (file != null) {
      say(options, bytes, elapsedMillis);
    }
    return ExitCodes.DONE;
  }

  private OutputStream open() throws IOException {
    return file == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(file);
  }

  private void say(GeneratorOptions options, long bytes, long elapsedMillis) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("file", file.toString());
      object.put("users", options.users());
      object.put("commands", options.commands());
      object.put("seed", options.seed());
      object.put("symbols", options.symbols());
      object.put("bytes", bytes);
      object.put("elapsedMillis", elapsedMillis);
      out.println(object);
    } else {
      out.printf(
          "%,d commands of %,d users in %s (%,d bytes, %,d ms)%nNext: ./rialto replay %s%n",
          options.commands(), options.users(), file, bytes, elapsedMillis, file);
    }
    out.flush();
  }
}
