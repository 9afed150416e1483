package io.rialto.quoteproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {

  private final StringWriter written = new StringWriter();
  private final StringWriter complained = new StringWriter();

  private int run(String... arguments) {
    return QuoteProxyMain.commandLine()
        .setOut(new PrintWriter(written))
        .setErr(new PrintWriter(complained))
        .execute(arguments);
  }

  @Test
  void bothVerbsExplainThemselves() {
    assertThat(run("--help")).isZero();
    assertThat(written.toString()).contains("quote-proxy", "quote-simulator", "Exit codes");
    assertThat(run("quote-proxy", "--help")).isZero();
    assertThat(written.toString())
        .contains(
            "--source",
            "--data",
            "127.0.0.1:7300",
            "hedged: a second one",
            "slow when it takes longer than P");
    assertThat(run("quote-simulator", "--help")).isZero();
    assertThat(written.toString()).contains("--delay-scale", "WRONG_SYMBOL", "127.0.0.1:4444");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quote-proxy                                        | --data",
        "quote-proxy --data d --listen nowhere              | nowhere",
        "quote-proxy --data d --name a,b                    | the name is not",
        "quote-proxy --data d --connections 0               | connections: 0",
        "quote-proxy --data d --hits-per-second 1000000     | hits per second: 1000000",
        "quote-proxy --data d --hit-timeout-millis -1       | milliseconds for a hit: -1",
        "quote-proxy --data d --policy greedy               | greedy",
        "quote-proxy --data d --hedge-percentile 100        | hedge percentile: 100",
        "quote-proxy --data d --hedge-budget-percent 101    | hedge budget in percent: 101",
        "quote-simulator --delay-scale -1                   | the delay scale: -1.0",
        "quote-simulator --delay-scale NaN                  | the delay scale: NaN",
        "quote-simulator --fault-rate 1.1                   | the fault rate: 1.1",
        "quote-simulator --faults boredom                   | boredom",
        "quote-simulator --lie-above -1                     | the rate to lie above: -1",
        "quote-simulator --unknown                          | --unknown",
        "quotes                                             | quotes",
      })
  void wrongUsageIsExitCodeTwoAndSaysWhy(String arguments, String why) {
    assertThat(run(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(complained.toString()).contains(why);
  }

  @Test
  void theFaultsThatAreNamedReplaceTheDefault() {
    CommandLine.ParseResult parsed =
        QuoteProxyMain.commandLine().parseArgs("quote-simulator", "--faults", "silent,CLOSE");
    assertThat(parsed.subcommand().matchedOptionValue("--faults", Set.of()))
        .hasToString("[SILENT, CLOSE]");
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsExitCodeOne(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(run("quote-proxy", "--data", file.resolve("data").toString()))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(complained.toString()).startsWith("quote-proxy: ").contains("file");
  }
}
