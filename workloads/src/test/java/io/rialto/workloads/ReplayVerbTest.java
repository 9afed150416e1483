package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rialto.proto.trading.ResultCode;
import io.rialto.workloads.cli.WorkloadVerbs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verb replay against a real server of the contract: what it prints, and its exit codes. */
@Timeout(120)
class ReplayVerbTest {

  private static final String WORKLOAD =
      "[1] ADD,alice,5\n[2] ADD,alice,-5\n[3] COMMIT_BUY,alice\n[4] DUMPLOG,./testLOG\n";

  @CommandLine.Command(name = "rialto")
  private static final class Launcher {}

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();
  private ScriptedTrading server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedTrading();
    server.dump("<log><userCommand/></log>");
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.stop();
  }

  @Test
  void aFileWhoseWellFormedLinesAreAnsweredEndsWithZeroAndOneJsonObject() throws IOException {
    assertThat(replay("--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(json.get("commands").asInt()).isEqualTo(4);
    assertThat(json.get("wellFormed").asInt()).isEqualTo(3);
    assertThat(json.get("malformed").asInt()).isEqualTo(1);
    assertThat(json.get("answered").asInt()).isEqualTo(3);
    assertThat(json.at("/dump/events").asInt()).isEqualTo(1);
    assertThat(error.toString())
        .contains("malformed line 2: amount \"-5\" is not an amount", "[2] ADD,alice,-5");
  }

  @Test
  void forPeopleItIsATable() throws IOException {
    Path dump = folder.resolve("dump.xml");
    assertThat(replay("--dump", dump.toString())).isZero();
    assertThat(out.toString())
        .contains("ADD", "COMMIT_BUY", "3 of 3 answered", "malformed 1", "Next: ./rialto");
    assertThat(dump).hasContent("<log><userCommand/></log>");
  }

  @Test
  void aLineThatIsNotAnsweredMakesTheExitCodeOne() throws IOException {
    server.answerAtOnce(
        command ->
            command.getCommand().getNumber() == 3
                ? server.of(ResultCode.QUOTE_UNAVAILABLE)
                : server.done());
    assertThat(replay("--json", "--patience", "4")).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("givenUp").asInt()).isEqualTo(1);
    assertThat(json.get("answered").asInt()).isEqualTo(2);
    assertThat(error.toString()).contains("line 3 not answered: ");
  }

  @Test
  void withStrictTheFileIsReadFirstAndNothingIsSent() throws IOException {
    assertThat(replay("--strict")).isEqualTo(2);
    assertThat(server.sessions).hasValue(0);
    assertThat(server.arrivals).isEmpty();
    assertThat(error.toString()).contains("malformed line 2", "nothing was sent");
  }

  private int replay(String... options) throws IOException {
    Path file = folder.resolve("workload.txt");
    Files.writeString(file, WORKLOAD, StandardCharsets.US_ASCII);
    CommandLine launcher = new CommandLine(new Launcher());
    WorkloadVerbs.commands().forEach(launcher::addSubcommand);
    launcher.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true));
    String[] arguments = new String[options.length + 4];
    arguments[0] = "replay";
    arguments[1] = file.toString();
    arguments[2] = "--endpoints";
    arguments[3] = server.endpoint();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return launcher.execute(arguments);
  }
}
