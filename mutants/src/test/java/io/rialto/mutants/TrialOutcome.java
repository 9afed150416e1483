package io.rialto.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a chaos run came to.
 *
 * @param verdict pass, fail or unknown; none if the run could not be carried through
 * @param broken what must hold and did not
 */
record TrialOutcome(String verdict, List<String> broken) {

  /** Beyond the run's own time, for a cluster that does not become whole again. */
  private static final long SECONDS_MAX = 420;

  /**
   * Waits for the process of a run, whose report is below a directory.
   *
   * @throws IOException if it does not end in time; it is ended then
   */
  static TrialOutcome await(Process process, Path directory, int seconds)
      throws IOException, InterruptedException {
    if (!process.waitFor(seconds + SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroy();
      process.waitFor();
      throw new IOException("the run did not end within " + (seconds + SECONDS_MAX) + " s");
    }
    Path report = directory.resolve("report.json");
    if (!Files.exists(report)) {
      return new TrialOutcome("none", List.of());
    }
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    Stream<JsonNode> claims = StreamSupport.stream(json.get("claims").spliterator(), false);
    return new TrialOutcome(
        json.get("verdict").asText(),
        claims
            .filter(claim -> !claim.get("holds").asBoolean())
            .map(claim -> claim.get("claim").asText())
            .toList());
  }
}
