package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.report.BarChart;
import io.rialto.workloads.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What experiment d came to. */
record ComponentsResult(List<Run> runs) implements Result {

  private static final double MICROS_PER_MILLI = 1_000;
  private static final double MICROS_PER_SECOND = 1_000_000;
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  /**
   * One process.
   *
   * @param processorMicros used while the workload ran
   * @param residentBytes occupied at its end
   */
  record Use(String name, long processorMicros, long residentBytes) {

    double processorSeconds() {
      return processorMicros / MICROS_PER_SECOND;
    }

    double residentMegabytes() {
      return residentBytes / BYTES_PER_MEGABYTE;
    }
  }

  /**
   * One workload.
   *
   * @param uses of each process; empty on systems that do not tell
   */
  record Run(int users, ReplayReport report, List<Use> uses) {

    Run {
      uses = List.copyOf(uses);
    }

    private long processorMicros() {
      return uses.stream().mapToLong(Use::processorMicros).sum();
    }
  }

  ComponentsResult {
    runs = List.copyOf(runs);
  }

  @Override
  public Experiment experiment() {
    return Experiment.COMPONENTS;
  }

  @Override
  public boolean holds() {
    return runs.stream().allMatch(run -> run.report().isComplete());
  }

  private boolean isMeasured() {
    return runs.stream().noneMatch(run -> run.uses().isEmpty());
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("measured", isMeasured());
    ArrayNode all = json.putArray("runs");
    for (Run run : runs) {
      ObjectNode one = all.addObject();
      one.put("users", run.users());
      one.put("commands", run.report().commands());
      one.put("answered", run.report().answered());
      one.put("runMillis", Math.round(run.report().elapsedMillis()));
      ArrayNode processes = one.putArray("processes");
      for (Use use : run.uses()) {
        ObjectNode process = processes.addObject();
        process.put("name", use.name());
        process.put("processorMillis", Math.round(use.processorMicros() / MICROS_PER_MILLI));
        process.put("residentBytes", use.residentBytes());
      }
    }
    return json;
  }

  @Override
  public String markdown() {
    String text =
        """
        Generated workloads, as fast as answers come, up to 16 commands of a user under way; a fresh cluster each. \
        Processor time: what a process used from the first command to the end of the audit log's dump. Memory: what \
        it occupied at the end (resident, which for a Java program says more of the room it was given than of what \
        it needs). The client is the process of this command, and what earlier runs left in its memory counts too.

        """;
    return isMeasured()
        ? text + table()
        : text + "Not measured: this system has no `/proc` to read these figures from.\n";
  }

  private String table() {
    MarkdownTable table =
        new MarkdownTable(
            1, "process", "users", "commands", "run s", "processor s", "ms a command", "memory MB");
    for (Run run : runs) {
      for (Use use : run.uses()) {
        row(table, run, use.name(), use);
      }
      row(table, run, "**all**", all(run));
    }
    return table.text();
  }

  private static Use all(Run run) {
    long bytes = run.uses().stream().mapToLong(Use::residentBytes).sum();
    return new Use("all", run.processorMicros(), bytes);
  }

  private static void row(MarkdownTable table, Run run, String name, Use use) {
    table.row(
        name,
        Decimals.shown(run.users()),
        Decimals.shown(run.report().commands()),
        Decimals.shown(run.report().elapsedMillis() / MILLIS_PER_SECOND),
        Decimals.shown(use.processorSeconds()),
        Decimals.shown(
            use.processorMicros() / MICROS_PER_MILLI / Math.max(1, run.report().commands())),
        Decimals.shown(use.residentMegabytes()));
  }

  @Override
  public List<Picture> pictures() {
    return isMeasured()
        ? List.of(
            picture(
                "d-processors.svg",
                "Processor time of each process, by number of users",
                "s",
                Use::processorSeconds),
            picture(
                "d-memory.svg",
                "Memory of each process, by number of users",
                "MB",
                Use::residentMegabytes))
        : List.of();
  }

  private Picture picture(String fileName, String title, String unit, ToDoubleFunction<Use> value) {
    List<String> names = new ArrayList<>();
    runs.forEach(
        run ->
            run.uses().stream().map(Use::name).filter(n -> !names.contains(n)).forEach(names::add));
    List<String> groups = runs.stream().map(run -> Decimals.shown(run.users()) + " users").toList();
    List<BarChart.Series> series = new ArrayList<>();
    for (String name : names) {
      series.add(
          new BarChart.Series(name, runs.stream().map(run -> value(run, name, value)).toList()));
    }
    return new Picture(fileName, title, BarChart.even(title, unit, groups, series).svg());
  }

  private static double value(Run run, String process, ToDoubleFunction<Use> value) {
    return run.uses().stream()
        .filter(use -> use.name().equals(process))
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
