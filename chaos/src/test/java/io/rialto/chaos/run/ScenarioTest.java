package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.BuiltPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {

  private static final String INDEX = "README.md";

  @Test
  void eachScenarioHasItsPageAndEachPageItsScenario() throws IOException {
    List<String> scenarios =
        Arrays.stream(Scenario.values()).map(scenario -> scenario.word() + ".md").toList();
    try (Stream<Path> pages = Files.list(pages())) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .filteredOn(name -> !name.equals(INDEX))
          .containsExactlyInAnyOrderElementsOf(scenarios);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aScenariosPageSaysItsSentenceItsTimeItsCommandAndItsFaults(Scenario scenario)
      throws IOException {
    String page =
        Files.readString(pages().resolve(scenario.word() + ".md")).replaceAll("\\s+", " ");

    assertThat(page)
        .contains(scenario.title())
        .contains("--scenario " + scenario.word())
        .contains(scenario.seconds() + " s");
    assertThat(Files.readString(pages().resolve(INDEX))).contains(scenario.word() + ".md");
  }

  @ParameterizedTest
  @EnumSource
  void aScenarioIsFoundByItsNameAndBreaksSomething(Scenario scenario) {
    assertThat(Scenario.named(scenario.word())).contains(scenario);
    assertThat(scenario.kinds()).isNotEmpty();
  }

  private static Path pages() {
    return BuiltPrograms.root().resolve("docs/scenarios");
  }
}
