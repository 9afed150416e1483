package io.rialto.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rialto.chaos.BuiltPrograms;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The verbs as a user types them, on real processes, below a root of their own. */
class ClusterVerbsIT {

  private record Said(int exitCode, String out, String error) {

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out.strip());
    }
  }

  private Path root;
  private String rootBefore;

  /** A root with the checkout's programs, so that the checkout's current cluster is left alone. */
  @BeforeEach
  void makeRoot() throws IOException {
    Files.createDirectories(Path.of("target"));
    root = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cluster-verbs-");
    rootBefore = System.setProperty("rialto.root", root.toString());
  }

  @AfterEach
  void stop() {
    run("cluster", "down");
    if (rootBefore == null) {
      System.clearProperty("rialto.root");
    } else {
      System.setProperty("rialto.root", rootBefore);
    }
  }

  @Test
  void withoutABuildTheVerbSaysWhatToDo() {
    Said said = run("cluster", "up");

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.error()).contains("raft-node.jar is not there: build first");
  }

  @Test
  void withoutAClusterTheVerbsSayHowToStartOne() throws IOException {
    linkPrograms();
    for (String verb : List.of("status", "down")) {
      Said said = run("cluster", verb);
      assertThat(said.exitCode()).isEqualTo(1);
      assertThat(said.error()).contains("no cluster is up").contains("./rialto cluster up");
    }
  }

  @Test
  void badOptionsAreRefusedBeforeAnythingIsDone() throws IOException {
    linkPrograms();
    assertThat(run("cluster").exitCode()).isEqualTo(2);
    assertThat(run("cluster", "up", "--nodes", "10").exitCode()).isEqualTo(2);
    assertThat(run("cluster", "up", "--delay-scale", "-1").exitCode()).isEqualTo(2);
    assertThat(run("cluster", "kill").exitCode()).isEqualTo(2);
    assertThat(run("demo", "--kills", "-1").exitCode()).isEqualTo(2);
    assertThat(run("demo", "--workload", "/nowhere.txt").exitCode()).isEqualTo(3);
    assertThat(root.resolve(".rialto")).doesNotExist();
  }

  @Test
  void aClusterGoesUpIsHurtAndGoesDown() throws IOException {
    linkPrograms();
    Path data = root.resolve("data");
    JsonNode up =
        ok("cluster", "up", "--data", data.toString(), "--delay-scale", "0", "--json").json();
    assertThat(up.get("leader").asText()).startsWith("n");
    assertThat(up.get("directory").asText()).isEqualTo(data.toString());
    assertThat(ClusterFile.current(root).nodes()).hasSize(3);

    Said again = run("cluster", "up", "--data", data.toString());
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.error()).contains("a cluster is up already").contains("n1, n2, n3");

    assertThat(ok("cluster", "kill", "2", "--json").json().get("node").asText()).isEqualTo("n2");
    Said hurt = run("cluster", "status");
    assertThat(hurt.exitCode()).isEqualTo(1);
    assertThat(hurt.out()).contains("DOWN");
    assertThat(run("cluster", "kill", "n2").error()).contains("n2 is not running");
    assertThat(run("cluster", "kill", "7").error()).contains("no 7 in this cluster");

    ok("cluster", "restart", "2");
    JsonNode whole = ok("cluster", "status", "--json").json();
    assertThat(whole.get("hashesAgree").asBoolean()).isTrue();
    assertThat(whole.get("nodes")).hasSize(3);
    assertThat(whole.get("quoteProxy").get("alive").asBoolean()).isTrue();
    assertThat(whole.get("quoteProxy").get("policy").asText()).isEqualTo("thrifty");
    assertThat(whole.get("quoteProxy").get("breaker").asText()).isEqualTo("CLOSED");
    ok("cluster", "lead", "2");
    assertThat(ok("cluster", "status", "--json").json().get("leader").asText()).isEqualTo("n2");
    assertThat(run("cluster", "lead", "quote-proxy").error()).contains("quote-proxy is no node");
    assertThat(ok("cluster", "snapshot", "leader", "--json").json().get("node").asText())
        .isEqualTo("n2");
    assertThat(ok("cluster", "log", "2").out()).contains("rialto-node n2 serving on");

    assertThat(ok("cluster", "down").out()).contains("stopped 5 processes");
    assertThat(run("cluster", "status").error()).contains("no cluster is up");

    ok("cluster", "up", "--data", data.toString());
    assertThat(ok("cluster", "status").out()).contains("hold the same");
  }

  private void linkPrograms() throws IOException {
    for (String module : List.of("raft-node", "quote-proxy")) {
      Files.createSymbolicLink(root.resolve(module), BuiltPrograms.root().resolve(module));
    }
  }

  private static Said ok(String... arguments) {
    Said said = run(arguments);
    assertThat(said.exitCode()).as(said.out() + said.error()).isZero();
    return said;
  }

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine line = new CommandLine(new Verbs());
    ChaosVerbs.commands().forEach(line::addSubcommand);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true));
    int exitCode = line.execute(arguments);
    return new Said(exitCode, out.toString(), error.toString());
  }

  @CommandLine.Command(name = "rialto")
  private static final class Verbs {}
}
