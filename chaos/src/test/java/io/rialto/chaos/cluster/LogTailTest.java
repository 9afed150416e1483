package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path directory;

  @Test
  void theReasonIsShownHoweverLongTheStackTracesBelowIt() throws IOException {
    String trace = "\tat io.rialto.node.Somewhere.deep(Somewhere.java:1)\n".repeat(50);
    Path log =
        Files.writeString(
            directory.resolve("n2.log"),
            "ERROR NodeMain - cannot start, exit code 20 (IDENTITY): the directory is empty\n"
                + "io.rialto.node.ForeignDirectoryException: the directory is empty\n"
                + trace
                + "Caused by: java.io.IOException: nothing there\n"
                + trace
                + "\t... 4 more\n");

    assertThat(LogTail.of(log))
        .isEqualTo(
            "\n  ERROR NodeMain - cannot start, exit code 20 (IDENTITY): the directory is empty"
                + "\n  io.rialto.node.ForeignDirectoryException: the directory is empty"
                + "\n  Caused by: java.io.IOException: nothing there");
  }

  @Test
  void aLogThatIsNotThereIsSaidToBe() {
    assertThat(LogTail.of(directory.resolve("none.log"))).contains("cannot be read");
  }
}
