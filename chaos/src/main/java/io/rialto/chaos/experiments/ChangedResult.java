package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.report.BarChart;
import io.rialto.proto.trading.Reply;
import java.util.List;

/**
 * What experiment c came to.
 *
 * @param hit QUOTE while the price was known
 * @param miss QUOTE after it had run out
 * @param fetchedAnew symbols whose price was a newer one the second time
 * @param changed symbols whose price was another one the second time
 */
record ChangedResult(int symbols, Latencies hit, Latencies miss, long fetchedAnew, long changed)
    implements Result {

  /** Of another system, in its report. */
  private static final double PUBLISHED_HIT_MILLIS = 1.9;

  private static final double PUBLISHED_MISS_MILLIS = 9.0;

  /**
   * @param fetched the first answers, a symbol each
   * @param fetchedAgain the last ones, in the same order
   */
  static ChangedResult of(
      List<Reply> fetched, Latencies hit, List<Reply> fetchedAgain, Latencies miss) {
    long anew = 0;
    long changed = 0;
    for (int symbol = 0; symbol < fetched.size(); symbol++) {
      Reply first = fetched.get(symbol);
      Reply last = fetchedAgain.get(symbol);
      anew += last.getQuoteTimeMillis() > first.getQuoteTimeMillis() ? 1 : 0;
      changed += last.getPriceCents() != first.getPriceCents() ? 1 : 0;
    }
    return new ChangedResult(fetched.size(), hit, miss, anew, changed);
  }

  @Override
  public Experiment experiment() {
    return Experiment.CHANGED_PRICES;
  }

  /** Whether the misses were misses. */
  @Override
  public boolean holds() {
    return symbols > 0 && fetchedAnew == symbols;
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("symbols", symbols);
    json.set("hit", hit.json());
    json.set("miss", miss.json());
    json.put("fetchedAnew", fetchedAnew);
    json.put("changed", changed);
    json.put("publishedHitMillis", PUBLISHED_HIT_MILLIS);
    json.put("publishedMissMillis", PUBLISHED_MISS_MILLIS);
    return json;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            1,
            "QUOTE",
            "count",
            "mean ms",
            "p50 ms",
            "p99 ms",
            "max ms",
            "published, another system: ms");
    row(table, "hit: the price is known", hit, PUBLISHED_HIT_MILLIS);
    row(table, "miss: it has run out, and is fetched", miss, PUBLISHED_MISS_MILLIS);
    return """
        One client, one command after the other, for %s symbols: first while their prices are known, then a little \
        more than 60 s later. The simulated source answers at once here (delay scale 0): with its own delays, up to \
        4 s, there would be nothing else to see in a miss. %s prices were fetched anew, %s of them were others than \
        before.

        """
            .formatted(
                Decimals.shown(symbols), Decimals.shown(fetchedAnew), Decimals.shown(changed))
        + table.text();
  }

  private static void row(MarkdownTable table, String name, Latencies latencies, double published) {
    table.row(
        name,
        Decimals.shown(latencies.count()),
        Decimals.shown(latencies.meanMillis()),
        Decimals.shown(latencies.p50Millis()),
        Decimals.shown(latencies.p99Millis()),
        Decimals.shown(latencies.maxMillis()),
        Decimals.shown(published));
  }

  @Override
  public List<Picture> pictures() {
    String title = "QUOTE for a known price, and after it has run out: mean";
    String svg =
        BarChart.even(
                title,
                "ms",
                List.of("hit", "miss"),
                List.of(
                    new BarChart.Series(
                        "published, another system",
                        List.of(PUBLISHED_HIT_MILLIS, PUBLISHED_MISS_MILLIS)),
                    new BarChart.Series("here", List.of(hit.meanMillis(), miss.meanMillis()))))
            .svg();
    return List.of(new Picture("c-changed-prices.svg", title, svg));
  }
}
