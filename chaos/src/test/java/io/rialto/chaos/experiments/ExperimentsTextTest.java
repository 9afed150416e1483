package io.rialto.chaos.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsTextTest {

  @Test
  void theJsonHasEachExperimentUnderItsLetter() {
    ObjectNode json = ExperimentsText.json(Outcomes.all());

    assertThat(json.get("experiments")).hasToString("[\"a\",\"b\",\"c\",\"d\",\"e\"]");
    assertThat(json.get("holds").asBoolean()).isTrue();
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    JsonNode oneUser = json.get("a");
    assertThat(oneUser.get("withoutMillis").asDouble()).isEqualTo(7_000);
    assertThat(oneUser.get("withMillis").asDouble()).isEqualTo(70);
    assertThat(oneUser.get("publishedWithoutMillis").asDouble()).isEqualTo(24_800);
    assertThat(oneUser.at("/perCommand/QUOTE/with/totalMillis").asDouble()).isEqualTo(70);
    JsonNode unknown = json.at("/b/rows/0");
    assertThat(unknown.get("cache").asText()).isEqualTo("without");
    assertThat(unknown.get("nodeMeanMillis").asDouble()).isEqualTo(3);
    assertThat(unknown.get("machineMeanMillis").asDouble()).isEqualTo(0.1);
    assertThat(unknown.get("proxyMeanMillis").asDouble()).isEqualTo(666.667);
    assertThat(unknown.at("/client/meanMillis").asDouble()).isCloseTo(700, within(1.0));
    assertThat(json.at("/b/rows/1/proxyMeanMillis").isNull()).isTrue();
    assertThat(json.at("/c/fetchedAnew").asLong()).isEqualTo(2);
    assertThat(json.at("/c/changed").asLong()).isZero();
    assertThat(json.at("/d/runs/0/processes/0/processorMillis").asLong()).isEqualTo(2_500);
    assertThat(json.at("/e/runs/1/setting").asText()).isEqualTo("hedged, percentile 80");
  }

  @Test
  void tablesHaveAsManyCellsInEachRowAsInTheirHead() {
    String text = ExperimentsText.markdown(Outcomes.all(), true);

    List<List<String>> tables = new ArrayList<>();
    List<String> current = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("|")) {
        current.add(line);
      } else if (!current.isEmpty()) {
        tables.add(current);
        current = new ArrayList<>();
      }
    }
    assertThat(tables).hasSize(6);
    for (List<String> table : tables) {
      assertThat(table.size()).isGreaterThan(2);
      assertThat(table).allSatisfy(row -> assertThat(cells(row)).isEqualTo(cells(table.get(0))));
    }
    assertThat(text)
        .contains("## a. ", "## e. ", "24.8 s", "1.1 s", "| leader | 10 |", "](e-retrieval.svg)")
        .doesNotContain("NaN", "null");
  }

  private static long cells(String row) {
    return row.chars().filter(letter -> letter == '|').count();
  }

  @Test
  void withoutPicturesTheTextNamesNoFile() {
    assertThat(ExperimentsText.markdown(Outcomes.all(), false)).doesNotContain("![", ".svg");
  }

  @Test
  void aSystemThatDoesNotTellWhatProcessesUseIsSaidToBeOne() {
    ComponentsResult result = Outcomes.components(false);

    assertThat(result.markdown()).contains("Not measured").doesNotContain("|");
    assertThat(result.pictures()).isEmpty();
    assertThat(result.json().get("measured").asBoolean()).isFalse();
  }

  @Test
  void aFailedCommandIsNotHidden() {
    ExperimentsOutcome outcome = Outcomes.of(List.of(Outcomes.responses(1)));

    assertThat(outcome.holds()).isFalse();
    assertThat(ExperimentsText.markdown(outcome, false))
        .contains("**Not everything was answered", "`./rialto experiments --only b --seed 7`");
    assertThat(Outcomes.changed(12).changed()).isEqualTo(2);
  }

  @Test
  void theFilesAreThereAndThePicturesAreWellFormed(@TempDir Path folder) throws Exception {
    Path directory = folder.resolve("new");
    ExperimentsFiles.prepare(directory);
    List<String> names = ExperimentsFiles.write(directory, Outcomes.all());

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    assertThat(names).contains("experiments.md", "experiments.json").hasSize(8);
    JsonNode json = new ObjectMapper().readTree(directory.resolve("experiments.json").toFile());
    assertThat(json).isEqualTo(new ObjectMapper().readTree(jsonText()));
    for (String name : names) {
      if (name.endsWith(".svg")) {
        assertThat(Files.readString(directory.resolve(name))).doesNotContain("NaN", "Infinity");
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(directory.resolve(name).toFile());
      }
    }
  }

  private static String jsonText() {
    return ExperimentsText.json(Outcomes.all()).toString();
  }
}
