package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

/** How long something took, so many times; all figures 0 if it never happened. */
record Latencies(
    long count,
    double meanMillis,
    double p50Millis,
    double p90Millis,
    double p95Millis,
    double p99Millis,
    double maxMillis) {

  private static final double MICROS_PER_MILLI = 1_000;

  static Latencies of(Histogram micros) {
    return new Latencies(
        micros.getTotalCount(),
        micros.getMean() / MICROS_PER_MILLI,
        at(micros, 50),
        at(micros, 90),
        at(micros, 95),
        at(micros, 99),
        micros.getMaxValue() / MICROS_PER_MILLI);
  }

  private static double at(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("count", count);
    json.put("meanMillis", Decimals.rounded(meanMillis));
    json.put("p50Millis", Decimals.rounded(p50Millis));
    json.put("p90Millis", Decimals.rounded(p90Millis));
    json.put("p95Millis", Decimals.rounded(p95Millis));
    json.put("p99Millis", Decimals.rounded(p99Millis));
    json.put("maxMillis", Decimals.rounded(maxMillis));
    return json;
  }
}
