package io.rialto.workloads.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Everything that the verbs do without a cluster. */
class WorkloadVerbsTest {

  @CommandLine.Command(name = "rialto")
  private static final class Launcher {}

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();

  @Test
  void generateWritesTheFileAndSaysSoAsJson() throws IOException {
    Path file = folder.resolve("made.txt");
    int exit =
        run(
            "generate",
            "--users",
            "4",
            "--commands",
            "50",
            "--seed",
            "9",
            "--symbols",
            "5",
            "--out",
            file.toString(),
            "--json");
    assertThat(exit).isZero();
    assertThat(Files.readAllLines(file)).hasSize(50).last().asString().startsWith("[50] DUMPLOG,");
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("commands").asInt()).isEqualTo(50);
    assertThat(json.get("bytes").asLong()).isEqualTo(Files.size(file));
  }

  @Test
  void generateRefusesWhatIsOutOfBounds() {
    assertThat(run("generate", "--users", "0")).isEqualTo(2);
    assertThat(error.toString()).contains("users 0 is not 1 to 1000000");
    assertThat(run("generate", "--json")).isEqualTo(2);
    assertThat(run("generate", "--commands", "many")).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path missing = folder.resolve("missing/made.txt");
    assertThat(run("generate", "--out", missing.toString())).isEqualTo(1);
    assertThat(error.toString()).contains("no such file: " + missing);
  }

  @Test
  void strictStopsAtAMalformedLineBeforeAnythingIsSent() throws IOException {
    Path file = workload("[1] ADD,alice,5\n[2] ADD,alice,-5\n");
    try (ServerSocket node = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      node.setSoTimeout(1);
      assertThat(run("replay", file.toString(), "--strict", "--endpoints", endpoint(node)))
          .isEqualTo(2);
      assertThat(error.toString())
          .contains("malformed line 2", "\"-5\"", "[2] ADD,alice,-5", "nothing was sent");
      assertThat(isCalled(node)).isFalse();
    }
  }

  @Test
  void replayNamesWhatIsWrongWithItsOptions() throws IOException {
    Path file = workload("[1] ADD,alice,5\n");
    assertThat(run("replay", folder.resolve("missing.txt").toString())).isEqualTo(2);
    assertThat(error.toString()).contains("no such file");
    assertThat(run("replay", folder.toString())).isEqualTo(2);
    assertThat(error.toString()).contains("is a directory");
    assertThat(run("replay", file.toString(), "--window", "0")).isEqualTo(2);
    assertThat(error.toString()).contains("window 0 is not 1 to 1024");
    assertThat(run("replay", file.toString(), "--rate", "-1")).isEqualTo(2);
    assertThat(error.toString()).contains("rate -1.0 is not");
    assertThat(run("replay", file.toString(), "--patience", "-1")).isEqualTo(2);
    assertThat(error.toString()).contains("patience -1 is not");
    assertThat(run("replay", file.toString(), "--cluster", folder.toString())).isEqualTo(2);
    assertThat(error.toString()).contains("no cluster in " + folder);
    assertThat(run("replay")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  private Path workload(String text) throws IOException {
    return Files.writeString(folder.resolve("workload.txt"), text, StandardCharsets.US_ASCII);
  }

  private int run(String... arguments) {
    CommandLine launcher = new CommandLine(new Launcher());
    WorkloadVerbs.commands().forEach(launcher::addSubcommand);
    launcher.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true));
    return launcher.execute(arguments);
  }

  private static String endpoint(ServerSocket node) {
    return node.getInetAddress().getHostAddress() + ":" + node.getLocalPort();
  }

  private static boolean isCalled(ServerSocket node) throws IOException {
    try {
      node.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }
}
