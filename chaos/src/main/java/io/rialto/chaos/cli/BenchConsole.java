package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Carries a measurement through and shows what it came to. */
final class BenchConsole {

  private final CommandSpec spec;
  private final boolean json;
  private final String parent;

  /** Of a measurement that is a subcommand of {@code bench}. */
  BenchConsole(CommandSpec spec, boolean json) {
    this(spec, json, "bench ");
  }

  private BenchConsole(CommandSpec spec, boolean json, String parent) {
    this.spec = spec;
    this.json = json;
    this.parent = parent;
  }

  /** Of a measurement that is a verb of its own. */
  static BenchConsole ofVerb(CommandSpec spec, boolean json) {
    return new BenchConsole(spec, json, "");
  }

  /** One measurement. */
  interface Bench {
    Figures run(Programs programs, DemoScreen screen) throws IOException, InterruptedException;
  }

  /**
   * What it came to.
   *
   * @param next what to try next
   * @param holds whether what must not break did not
   */
  record Figures(ObjectNode json, String text, String next, boolean holds) {}

  /** Runs it and prints its figures; returns the exit code. */
  int carryThrough(String name, Bench bench) throws InterruptedException {
    boolean symbols = Charset.defaultCharset().name().startsWith("UTF");
    try {
      DemoView view = new DemoView(System.err, Terminal.isStandardError(), symbols);
      Figures figures = bench.run(Programs.below(ClusterFile.root()), view);
      print(figures);
      return figures.holds() ? ExitCodes.DONE : ExitCodes.FAILED;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      spec.commandLine().getErr().println(parent + name + ": " + e.getMessage());
      return ExitCodes.NO_VERDICT;
    }
  }

  private void print(Figures figures) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(figures.json());
    } else {
      out.print(figures.text());
      out.println("Next: " + figures.next());
    }
    out.flush();
  }
}
