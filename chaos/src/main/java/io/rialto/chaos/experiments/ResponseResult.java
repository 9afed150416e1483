package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.report.BarChart;
import io.rialto.proto.trading.CommandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What experiment b came to. */
record ResponseResult(List<Row> rows) implements Result {

  /**
   * One pass of all clients.
   *
   * @param clients side by side
   * @param known whether the prices were known before
   * @param atClient how long commands took that succeeded
   * @param between what the nodes, the proxy and the source did meanwhile
   * @param failed commands that did not succeed
   */
  record Row(
      CommandKind kind,
      int clients,
      boolean known,
      Latencies atClient,
      ServiceReading between,
      long failed) {

    /** While all prices are known nobody asks the proxy for one. */
    private boolean isWhatItSays() {
      return !known || between.calls() == 0;
    }

    private String cache() {
      return known ? "with" : "without";
    }
  }

  ResponseResult {
    rows = List.copyOf(rows);
  }

  @Override
  public Experiment experiment() {
    return Experiment.RESPONSE_TIMES;
  }

  @Override
  public boolean holds() {
    return rows.stream()
        .allMatch(row -> row.failed() == 0 && row.atClient().count() > 0 && row.isWhatItSays());
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("rows");
    for (Row row : rows) {
      ObjectNode one = all.addObject();
      one.put("command", row.kind().name());
      one.put("clients", row.clients());
      one.put("cache", row.cache());
      one.set("client", row.atClient().json());
      put(one, "nodeMeanMillis", row.between().nodeMeanMillis());
      put(one, "proxyMeanMillis", row.between().proxyMeanMillis());
      put(one, "machineMeanMillis", row.between().machineMeanMillis());
      one.put("proxyCalls", row.between().calls());
      one.put("hits", row.between().hits());
      one.put("failed", row.failed());
    }
    return json;
  }

  /** What was not measured is null. */
  private static void put(ObjectNode json, String name, double value) {
    if (Double.isNaN(value)) {
      json.putNull(name);
    } else {
      json.put(name, Decimals.rounded(value));
    }
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            2,
            "command",
            "cache",
            "clients",
            "commands",
            "client: mean ms",
            "p50 ms",
            "p99 ms",
            "node: mean ms",
            "proxy: mean ms",
            "calls",
            "state machine: mean ms",
            "hits");
    for (Row row : rows) {
      table.row(
          row.kind().name(),
          row.cache(),
          Decimals.shown(row.clients()),
          Decimals.shown(row.atClient().count()),
          Decimals.shown(row.atClient().meanMillis()),
          Decimals.shown(row.atClient().p50Millis()),
          Decimals.shown(row.atClient().p99Millis()),
          Decimals.shown(row.between().nodeMeanMillis()),
          Decimals.shown(row.between().proxyMeanMillis()),
          Decimals.shown(row.between().calls()),
          Decimals.shown(row.between().machineMeanMillis()),
          Decimals.shown(row.between().hits()));
    }
    return """
        Each client has a connection and a user of its own and sends a command when the one before was answered. \
        *Without*: for symbols that nobody has asked for, so that each price is fetched. *With*: for the same symbols \
        again. At the client: from sending to the answer. At the node: from a command's arrival at the leader to its \
        answer. At the proxy: of a call for a price, of which there is none while the price is known. In the state \
        machine: to apply a command in the leader, without the way through the log.

        """
        + table.text();
  }

  @Override
  public List<Picture> pictures() {
    List<String> names = new ArrayList<>();
    for (Row row : rows) {
      names.add(row.kind() + " × " + row.clients() + ", " + row.cache());
    }
    String title = "Mean response time by where it is measured";
    String svg =
        BarChart.byDecades(
                title,
                "ms",
                names,
                List.of(
                    series("client", row -> row.atClient().meanMillis()),
                    series("node", row -> row.between().nodeMeanMillis()),
                    series("proxy", row -> row.between().proxyMeanMillis()),
                    series("state machine", row -> row.between().machineMeanMillis())))
            .svg();
    return List.of(new Picture("b-response-times.svg", title, svg));
  }

  private BarChart.Series series(String name, ToDoubleFunction<Row> value) {
    return new BarChart.Series(name, rows.stream().mapToDouble(value).boxed().toList());
  }
}
