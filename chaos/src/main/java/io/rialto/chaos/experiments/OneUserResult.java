package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.report.BarChart;
import io.rialto.proto.trading.CommandKind;
import io.rialto.workloads.KindReport;
import io.rialto.workloads.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What experiment a came to.
 *
 * @param without the replay for which every price had to be fetched
 * @param with the same one at once again
 * @param hitsWithout on the source during the first one
 * @param hitsWith on the source during the second one
 */
record OneUserResult(
    GeneratedWorkload workload,
    ReplayReport without,
    ReplayReport with,
    long hitsWithout,
    long hitsWith)
    implements Result {

  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double PERCENT = 100;

  /** Of another system with another workload of one user, in its report. */
  private static final double PUBLISHED_WITHOUT_MILLIS = 24_800;

  private static final double PUBLISHED_WITH_MILLIS = 1_100;

  @Override
  public Experiment experiment() {
    return Experiment.ONE_USER;
  }

  @Override
  public boolean holds() {
    return without.isComplete() && with.isComplete();
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("commands", workload.commands());
    json.put("priced", workload.priced());
    json.put("pricedSymbols", workload.pricedSymbols());
    json.put("hitsWithout", hitsWithout);
    json.put("hitsWith", hitsWith);
    json.put("withoutMillis", Decimals.rounded(totalMillis(without.total())));
    json.put("withMillis", Decimals.rounded(totalMillis(with.total())));
    json.put("publishedWithoutMillis", PUBLISHED_WITHOUT_MILLIS);
    json.put("publishedWithMillis", PUBLISHED_WITH_MILLIS);
    ObjectNode perCommand = json.putObject("perCommand");
    for (KindReport kind : without.kinds()) {
      ObjectNode one = perCommand.putObject(kind.kind().name());
      one.put("count", kind.count());
      one.set("without", json(Optional.of(kind)));
      one.set("with", json(of(with, kind.kind())));
    }
    return json;
  }

  private static ObjectNode json(Optional<KindReport> kind) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("meanMillis", Decimals.rounded(kind.map(KindReport::meanMillis).orElse(0.0)));
    json.put("totalMillis", Decimals.rounded(kind.map(OneUserResult::totalMillis).orElse(0.0)));
    json.put("shareOfTime", Decimals.rounded(kind.map(KindReport::shareOfTime).orElse(0.0)));
    return json;
  }

  private static Optional<KindReport> of(ReplayReport report, CommandKind kind) {
    return report.kinds().stream().filter(one -> one.kind() == kind).findFirst();
  }

  private static double totalMillis(KindReport kind) {
    return kind.meanMillis() * (kind.done() + kind.rejected());
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            1,
            "command",
            "count",
            "without: mean ms",
            "total ms",
            "share",
            "with: mean ms",
            "total ms",
            "share");
    for (KindReport kind : without.kinds()) {
      row(table, kind.kind().name(), kind, of(with, kind.kind()));
    }
    row(table, "**all**", without.total(), Optional.of(with.total()));
    MarkdownTable totals = new MarkdownTable(1, "total", "without", "with");
    totals.row("here", seconds(totalMillis(without.total())), seconds(totalMillis(with.total())));
    totals.row(
        "published, another system",
        seconds(PUBLISHED_WITHOUT_MILLIS),
        seconds(PUBLISHED_WITH_MILLIS));
    return """
        *Without* means: on a fresh cluster, which knows no price, so that every price has to be fetched from the \
        source. *With* means: the same file at once again, when the prices of the first run are known. The cache itself is never \
        switched off.

        The file has %s commands of one user, each sent when the one before was answered. %s of them need a price \
        (QUOTE, BUY, SELL) and name %s different symbols: there are so many symbols that hardly any is drawn twice, but \
        a sale of what was bought names the symbol of its purchase, whose price may be known by then. Hits on the \
        source: %s without, %s with; those that keep the prices of armed triggers fresh are among them, and those for commands that were rejected \
        for want of money in the first run and not in the second.

        """
            .formatted(
                Decimals.shown(workload.commands()),
                Decimals.shown(workload.priced()),
                Decimals.shown(workload.pricedSymbols()),
                Decimals.shown(hitsWithout),
                Decimals.shown(hitsWith))
        + table.text()
        + "\n"
        + totals.text();
  }

  private static void row(
      MarkdownTable table, String name, KindReport without, Optional<KindReport> with) {
    table.row(
        name,
        Decimals.shown(without.count()),
        Decimals.shown(without.meanMillis()),
        Decimals.shown(totalMillis(without)),
        share(without.shareOfTime()),
        Decimals.shown(with.map(KindReport::meanMillis).orElse(Double.NaN)),
        Decimals.shown(with.map(OneUserResult::totalMillis).orElse(Double.NaN)),
        share(with.map(KindReport::shareOfTime).orElse(0.0)));
  }

  private static String share(double part) {
    return String.format(Locale.ROOT, "%.1f %%", PERCENT * part);
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / MILLIS_PER_SECOND);
  }

  @Override
  public List<Picture> pictures() {
    List<String> kinds = new ArrayList<>();
    List<Double> totalsWithout = new ArrayList<>();
    List<Double> totalsWith = new ArrayList<>();
    for (KindReport kind : without.kinds()) {
      kinds.add(kind.kind().name());
      totalsWithout.add(totalMillis(kind));
      totalsWith.add(of(with, kind.kind()).map(OneUserResult::totalMillis).orElse(Double.NaN));
    }
    String title = "One user's commands: time of all commands of a kind together";
    String svg =
        BarChart.byDecades(
                title,
                "ms",
                kinds,
                List.of(
                    new BarChart.Series("without: prices are fetched", totalsWithout),
                    new BarChart.Series("with: prices are known", totalsWith)))
            .svg();
    return List.of(new Picture("a-one-user.svg", title, svg));
  }
}
