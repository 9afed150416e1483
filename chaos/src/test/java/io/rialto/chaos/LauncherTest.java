package io.rialto.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher at the root, as far as it goes without a build. */
class LauncherTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final int NO_JAVA = 120;

  private record Ended(int exitCode, String output) {}

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void itsHelpNamesEveryVerb(String asked) throws Exception {
    Ended ended = run(launcher(asked));

    assertThat(ended.exitCode()).isZero();
    assertThat(RialtoMain.commandLine().getSubcommands().keySet())
        .allSatisfy(verb -> assertThat(ended.output()).containsPattern("\\b" + verb + "\\b"));
    assertThat(ended.output()).contains("node", "quote-proxy", "quote-simulator");
  }

  @Test
  void withoutAVerbItShowsItsHelp() throws Exception {
    assertThat(run(launcher())).isEqualTo(run(launcher("--help")));
  }

  @Test
  void aJavaHomeThatIsNoneIsNamed() throws Exception {
    ProcessBuilder asked = launcher("summary", "alice");
    asked.environment().put("JAVA_HOME", "/no/java/here");

    Ended ended = run(asked);

    assertThat(ended.exitCode()).isEqualTo(NO_JAVA);
    assertThat(ended.output()).contains("/no/java/here").contains("JAVA_HOME");
  }

  private static ProcessBuilder launcher(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(ROOT.resolve("rialto").toString());
    builder.command().addAll(List.of(arguments));
    return builder.redirectErrorStream(true);
  }

  private static Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), output);
  }
}
