package io.rialto.chaos.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.proto.quotes.QuoteProxyStatus;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What prices cost, for people and for programs. */
public final class QuotesText {

  private static final double MICROS_PER_MILLI = 1_000;
  private static final double ROUNDED_TO = 10_000;

  private QuotesText() {}

  public static ObjectNode json(QuotesOutcome outcome) {
    QuotesPlan plan = outcome.plan();
    QuoteProxyStatus proxy = outcome.proxy();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("bench", "quotes");
    json.put("policy", policy(plan));
    json.put("hits", outcome.hits());
    json.put("needed", outcome.needed());
    json.put("ratio", Math.round(outcome.ratio() * ROUNDED_TO) / ROUNDED_TO);
    json.put("dollars", outcome.dollars());
    json.put("p50Millis", millis(outcome.priceMicros(), 50));
    json.put("p99Millis", millis(outcome.priceMicros(), 99));
    json.put("maxMillis", millis(outcome.priceMicros(), 100));
    json.put("meanMillis", Math.round(outcome.priceMicros().getMean()) / MICROS_PER_MILLI);
    json.put("priced", outcome.priceMicros().getTotalCount());
    json.put("neededByTriggers", outcome.neededByTriggers());
    json.put("hedges", proxy.getHedges());
    json.put("hedgesWon", proxy.getHedgesWon());
    json.put("refreshes", proxy.getRefreshes());
    json.put("refused", proxy.getRefused());
    json.put("failed", proxy.getFailed());
    json.put("hitP50Millis", proxy.getHitP50Millis());
    json.put("hitP90Millis", proxy.getHitP90Millis());
    json.put("hitP99Millis", proxy.getHitP99Millis());
    json.put("calls", proxy.getCalls());
    json.put("callMeanMillis", callMeanMillis(proxy));
    json.put("callP50Millis", proxy.getCallP50Millis());
    json.put("callP90Millis", proxy.getCallP90Millis());
    json.put("callP99Millis", proxy.getCallP99Millis());
    outcome.killed().forEach(json.putArray("killed")::add);
    json.put("commands", outcome.report().commands());
    json.put("answered", outcome.report().answered());
    json.put("commandsPerSecond", Math.round(outcome.report().commandsPerSecond()));
    json.put("runMillis", Math.round(outcome.report().elapsedMillis()));
    json.put("violations", outcome.findings().total());
    json.put("replicasAgree", outcome.replicasAgree());
    json.put("workload", plan.workload().map(Path::toString).orElse("generated"));
    json.put("rate", plan.rate());
    json.put("warmUpSeconds", plan.warmUpSeconds());
    json.put("delayScale", plan.delayScale());
    json.put("seed", plan.seed());
    json.put("elapsedMillis", outcome.elapsedMillis());
    return json;
  }

  /** Several lines, each ended. */
  public static String text(QuotesOutcome outcome) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "hits",
        "%,d where %,d were needed (%,d of them for armed triggers alone): ratio %.2f, %.2f dollars",
        outcome.hits(),
        outcome.needed(),
        outcome.neededByTriggers(),
        outcome.ratio(),
        outcome.dollars());
    Histogram micros = outcome.priceMicros();
    line(
        text,
        "a price",
        "half of %,d commands answered within %,.1f ms, 99 of 100 within %,.1f, the slowest %,.1f",
        micros.getTotalCount(),
        millis(micros, 50),
        millis(micros, 99),
        millis(micros, 100));
    QuoteProxyStatus proxy = outcome.proxy();
    line(
        text,
        "a node's wait",
        "%,.1f ms for a price from the proxy on average; of the latest calls half took %,d ms, 9 of"
            + " 10 %,d, 99 of 100 %,d",
        callMeanMillis(proxy),
        proxy.getCallP50Millis(),
        proxy.getCallP90Millis(),
        proxy.getCallP99Millis());
    line(
        text,
        policy(outcome.plan()),
        "%,d second hits, %,d of them were first; %,d quotes refreshed before anybody waited",
        proxy.getHedges(),
        proxy.getHedgesWon(),
        proxy.getRefreshes());
    line(
        text,
        "the run",
        "%,d of %,d commands answered at %,.0f a second%s",
        outcome.report().answered(),
        outcome.report().wellFormed(),
        outcome.report().commandsPerSecond(),
        outcome.killed().isEmpty() ? "" : "; killed: " + String.join(", ", outcome.killed()));
    line(
        text,
        "examined",
        "%s; replicas %s",
        outcome.findings().isEmpty() ? "nothing is wrong" : "WRONG",
        outcome.replicasAgree() ? "hold the same" : "DIFFER");
    outcome.findings().kept().forEach(wrong -> line(text, "", "%s", wrong.text()));
    return text.toString();
  }

  private static String policy(QuotesPlan plan) {
    return plan.policy().name().toLowerCase(Locale.ROOT);
  }

  private static double callMeanMillis(QuoteProxyStatus proxy) {
    return Math.round((double) proxy.getCallMicros() / Math.max(1, proxy.getCalls()))
        / MICROS_PER_MILLI;
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  private static void line(StringBuilder text, String name, String format, Object... arguments) {
    text.append(
        String.format(
            Locale.ROOT, "  %-20s %s%n", name, String.format(Locale.ROOT, format, arguments)));
  }
}
