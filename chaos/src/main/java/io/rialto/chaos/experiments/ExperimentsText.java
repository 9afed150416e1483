package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Collectors;

/** What experiments came to, for people and for programs. */
public final class ExperimentsText {

  private static final double MILLIS_PER_SECOND = 1_000;

  private ExperimentsText() {}

  public static ObjectNode json(ExperimentsOutcome outcome) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode letters = json.putArray("experiments");
    outcome.results().forEach(result -> letters.add(result.experiment().letter()));
    json.put("holds", outcome.holds());
    json.put("seed", outcome.plan().seed());
    json.put("delayScale", outcome.plan().delayScale());
    json.put("machine", machine());
    for (Result result : outcome.results()) {
      json.set(result.experiment().letter(), result.json());
    }
    json.put("elapsedMillis", outcome.elapsedMillis());
    return json;
  }

  /**
   * Text and tables.
   *
   * @param withPictures whether to show the pictures, as files beside this one
   */
  public static String markdown(ExperimentsOutcome outcome, boolean withPictures) {
    StringBuilder text = new StringBuilder();
    text.append("# The experiments of the published reports, in our system\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "`./rialto experiments%s --seed %d`, %s; %.0f s in all. Where nothing else is said, the"
                + " simulated source's delays are %s times those of the real one.%n",
            only(outcome),
            outcome.plan().seed(),
            machine(),
            outcome.elapsedMillis() / MILLIS_PER_SECOND,
            outcome.plan().delayScale()));
    for (Result result : outcome.results()) {
      append(text, result, withPictures);
    }
    return text.toString();
  }

  private static String only(ExperimentsOutcome outcome) {
    return outcome.results().size() == Experiment.values().length
        ? ""
        : outcome.results().stream()
            .map(result -> result.experiment().letter())
            .collect(Collectors.joining(",", " --only ", ""));
  }

  private static void append(StringBuilder text, Result result, boolean withPictures) {
    Experiment experiment = result.experiment();
    text.append("\n## ").append(experiment.letter()).append(". ").append(experiment.title());
    text.append("\n").append(result.markdown());
    if (!result.holds()) {
      text.append("\n**Not everything was answered as it should have been.**\n");
    }
    if (withPictures) {
      result
          .pictures()
          .forEach(
              picture ->
                  text.append("\n![")
                      .append(picture.title())
                      .append("](")
                      .append(picture.fileName())
                      .append(")\n"));
    }
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%d processors, %s %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }
}
