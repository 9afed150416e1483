package io.rialto.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.client.sdk.ScriptedLog;
import io.rialto.client.sdk.ScriptedNode;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DumplogVerbTest {

  @TempDir Path directory;
  private ScriptedNode node;
  private String file;

  @BeforeEach
  void start() throws IOException {
    node = new ScriptedNode(new ScriptedLog());
    node.dump = List.of("<log>", "</log>");
    file = directory.resolve("out.xml").toString();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private CommandLineRun run(String... options) {
    Stream<String> first = Stream.of("dumplog", file, "--endpoints", node.endpoint());
    return CommandLineRun.of(Stream.concat(first, Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void theCommandIsSentAndTheLogUpToItWritten() throws IOException {
    CommandLineRun run = run("--json", "--user", "alice");
    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(Files.readString(Path.of(file))).isEqualTo("<log></log>");
    assertThat(node.requests.get(0).getCommand().getKind()).isEqualTo(CommandKind.DUMPLOG);
    assertThat(node.requests.get(0).getCommand().getFilename()).isEqualTo(file);
    assertThat(node.requests.get(0).getCommand().getUser()).isEqualTo("alice");
    assertThat(run.out())
        .startsWith("{\"file\":\"" + file + "\",\"user\":\"alice\",\"logIndex\":1,\"bytes\":11,");
    assertOnlyTheFile();
  }

  @Test
  void aDumpOfThePastSendsNoCommand() throws IOException {
    CommandLineRun run = run("--up-to", "17");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("11 bytes up to log index 17");
    assertThat(node.requests).isEmpty();
  }

  @Test
  void aFailedDumpLeavesTheOldFileAndNothingElse() throws IOException {
    Files.writeString(Path.of(file), "old");
    node.dumpBreaks = true;
    CommandLineRun run = run("--deadline", "1");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.error()).contains("no dump");
    assertThat(Files.readString(Path.of(file))).isEqualTo("old");
    assertOnlyTheFile();
  }

  @Test
  void aRejectedCommandWritesNothing() {
    node.refusal = () -> ScriptedLog.refusal(ResultCode.UNKNOWN_USER);
    CommandLineRun run = run("--user", "nobody");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(Path.of(file)).doesNotExist();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedBeforeAnythingIsSent() {
    file = directory.resolve("missing").resolve("out.xml").toString();
    CommandLineRun run = run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).contains("cannot write beside " + file);
    assertThat(node.requests).isEmpty();
  }

  @Test
  void anIndexBelowOneIsAUsageError() {
    assertThat(run("--up-to", "0").exitCode()).isEqualTo(2);
  }

  private void assertOnlyTheFile() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(Path.of(file));
    }
  }
}
