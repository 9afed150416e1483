package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.quotes.SpeedPolicy;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three nodes with two quote proxies: either may die, and prices come from the other. */
@Tag("P8")
class TwoProxiesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private ProcessCluster cluster;
  private Process secondProxy;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(Path.of("target"));
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "two-proxies-");
    String endpoint = "127.0.0.1:" + Ports.free(1).get(0);
    NodeRuntime runtime = NodeRuntime.ofMinutes(List.of("--quote-proxy", endpoint));
    cluster =
        ProcessCluster.create(
            new ClusterPlan(folder, folder, 3, 0, 1, true, runtime),
            BuiltPrograms.find(),
            line -> {});
    cluster.start();
    startSecondProxy(folder.resolve("second-proxy"), endpoint);
  }

  private void startSecondProxy(Path data, String endpoint) throws Exception {
    Files.createDirectories(data);
    ClusterFile file = cluster.file();
    Path log = data.resolve("proxy.log");
    ClusterFile second =
        file.withQuoteProxy(new ClusterFile.Service(endpoint, 0, log.toString(), data.toString()));
    secondProxy =
        Launch.start(
            BuiltPrograms.find().proxy(second, SpeedPolicy.THRIFTY, List.of()),
            Map.of(),
            data,
            log);
    Path keys = Programs.quoteKeys(second);
    await().atMost(PATIENCE).until(() -> Files.exists(keys));
    Files.writeString(Programs.quoteKeys(file), Files.readString(keys), StandardOpenOption.APPEND);
  }

  @AfterEach
  void stop() throws ClusterException, InterruptedException {
    if (secondProxy != null) {
      secondProxy.destroyForcibly().waitFor();
    }
    cluster.stopByForce();
  }

  @Test
  void whenAProxyDiesPricesComeFromTheOtherAndKnownOnesCostNothing() throws Exception {
    ClusterFile file = cluster.file();
    try (RialtoClient client = RialtoClient.connect(ClientOptions.of(file.endpoints()))) {
      Command add =
          Command.newBuilder()
              .setKind(CommandKind.ADD)
              .setUser("alice")
              .setAmountCents(100)
              .build();
      assertThat(client.execute(add).kind()).isEqualTo(CommandResult.Kind.DONE);
      assertPriced(client, "AAA");
      assertThat(hits()).isEqualTo(1);

      cluster.kill(ProcessCluster.QUOTE_PROXY);
      assertPriced(client, "AAA");
      assertThat(hits()).as("the replicated quote is valid").isEqualTo(1);
      assertPriced(client, "BBB");
      assertThat(hits()).isEqualTo(2);

      secondProxy.destroyForcibly().waitFor();
      cluster.launch(ProcessCluster.QUOTE_PROXY);
      assertPriced(client, "CCC");
      assertThat(hits()).isEqualTo(3);
    }
  }

  private static void assertPriced(RialtoClient client, String symbol) throws InterruptedException {
    Command quote =
        Command.newBuilder().setKind(CommandKind.QUOTE).setUser("alice").setSymbol(symbol).build();
    CommandResult result = client.execute(quote);
    assertThat(result.kind()).as(symbol + ": " + result).isEqualTo(CommandResult.Kind.DONE);
  }

  private long hits() throws Exception {
    return QuoteSource.of(cluster.file()).hits();
  }
}
