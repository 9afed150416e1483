package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.report.DistributionChart;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What experiment e came to. */
record RetrievalResult(List<Run> runs) implements Result {

  private static final double MICROS_PER_SECOND = 1_000_000;
  private static final int PERCENT = 100;

  /**
   * All prices with one setting of the proxy.
   *
   * @param micros how long requests took that brought a price
   * @param hits on the source
   * @param hedges second ones among the hits
   * @param hedgesWon second ones that brought the price
   * @param failed requests without a price
   */
  record Run(
      String setting, Histogram micros, long hits, long hedges, long hedgesWon, long failed) {}

  RetrievalResult {
    runs = List.copyOf(runs);
  }

  @Override
  public Experiment experiment() {
    return Experiment.RETRIEVAL;
  }

  @Override
  public boolean holds() {
    return runs.stream().allMatch(run -> run.failed() == 0 && run.micros().getTotalCount() > 0);
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sideBySide", ExperimentLimits.RETRIEVALS_SIDE_BY_SIDE);
    ArrayNode all = json.putArray("runs");
    for (Run run : runs) {
      ObjectNode one = all.addObject();
      one.put("setting", run.setting());
      one.set("latency", Latencies.of(run.micros()).json());
      one.put("hits", run.hits());
      one.put("hedges", run.hedges());
      one.put("hedgesWon", run.hedgesWon());
      one.put("failed", run.failed());
    }
    return json;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            1,
            "proxy",
            "prices",
            "mean ms",
            "p50 ms",
            "p90 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "hits",
            "second hits",
            "of them first");
    for (Run run : runs) {
      Latencies latencies = Latencies.of(run.micros());
      table.row(
          run.setting(),
          Decimals.shown(latencies.count()),
          Decimals.shown(latencies.meanMillis()),
          Decimals.shown(latencies.p50Millis()),
          Decimals.shown(latencies.p90Millis()),
          Decimals.shown(latencies.p95Millis()),
          Decimals.shown(latencies.p99Millis()),
          Decimals.shown(latencies.maxMillis()),
          Decimals.shown(run.hits()),
          Decimals.shown(run.hedges()),
          Decimals.shown(run.hedgesWon()));
    }
    return """
        Prices asked of the quote proxy itself, each of a symbol of its own, %s requests side by side. *Thrifty* waits \
        for the reply to its one hit. *Hedged* makes a second hit when the first one takes longer than so many of a \
        hundred recent ones, and takes the reply that comes first. For each row the proxy and the source start anew \
        with the same delays, and %s requests before the measured ones let a hedged proxy learn.

        """
            .formatted(ExperimentLimits.RETRIEVALS_SIDE_BY_SIDE, ExperimentLimits.RETRIEVALS_BEFORE)
        + table.text();
  }

  @Override
  public List<Picture> pictures() {
    String title = "Prices retrieved within a time";
    List<DistributionChart.Curve> curves = new ArrayList<>();
    runs.forEach(run -> curves.add(new DistributionChart.Curve(run.setting(), points(run))));
    return List.of(
        new Picture("e-retrieval.svg", title, new DistributionChart(title, "s", curves).svg()));
  }

  private static List<DistributionChart.Point> points(Run run) {
    List<DistributionChart.Point> points = new ArrayList<>();
    for (int percent = 1; percent <= PERCENT; percent++) {
      double seconds = run.micros().getValueAtPercentile(percent) / MICROS_PER_SECOND;
      points.add(new DistributionChart.Point(percent, seconds));
    }
    return points;
  }
}
