package io.rialto.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.experiments.Experiment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExperimentsVerbTest {

  @Test
  void whatIsNoExperimentIsABadOption() {
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(new ExperimentsVerb()).setErr(new PrintWriter(said, true));

    assertThat(line.execute("--only", "a,x")).isEqualTo(ExitCodes.USAGE);
    assertThat(said.toString()).contains("'x' is not one of a, b, c, d and e");
  }

  @Test
  void someAreChosenByTheirLettersElseAll() {
    assertThat(chosen()).containsExactlyInAnyOrder(Experiment.values());
    assertThat(chosen("--only", "e,a"))
        .containsExactlyInAnyOrder(Experiment.ONE_USER, Experiment.RETRIEVAL);
  }

  private static Set<Experiment> chosen(String... arguments) {
    CommandLine line = new CommandLine(new ExperimentsVerb());
    line.parseArgs(arguments);
    return line.getCommandSpec().findOption("--only").getValue();
  }

  @Test
  void itsHelpNamesEachExperiment() {
    String help = new CommandLine(new ExperimentsVerb()).getUsageMessage();

    for (Experiment experiment : Experiment.values()) {
      assertThat(help).contains("  " + experiment.letter() + "  ");
    }
  }
}
