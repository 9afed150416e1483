package io.rialto.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.client.sdk.ScriptedLog;
import io.rialto.client.sdk.ScriptedNode;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.Transaction;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SummaryVerbTest {

  private ScriptedNode node;

  @BeforeEach
  void start() throws IOException {
    node = new ScriptedNode(new ScriptedLog());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void theJsonFormIsTheSpecifications() {
    Summary summary =
        Summary.newBuilder()
            .setUser("alice")
            .setCashCents(80_760)
            .setAvailableCents(61_520)
            .setReservedCents(5)
            .addHoldings(
                Holding.newBuilder().setSymbol("ABC").setShares(3).setAvailable(2).setReserved(1))
            .addPendingBuys(
                PendingOrder.newBuilder()
                    .setSymbol("ABC")
                    .setShares(2)
                    .setPriceCents(9_620)
                    .setAmountCents(19_240)
                    .setExpiresAtMillis(61_000))
            .addBuyTriggers(StandingOrder.newBuilder().setSymbol("B").setAmountCents(5))
            .addSellTriggers(
                StandingOrder.newBuilder()
                    .setSymbol("C")
                    .setAmountCents(700)
                    .setTriggerCents(350)
                    .setShares(2))
            .addTransactions(
                Transaction.newBuilder()
                    .setLogIndex(7)
                    .setLogTimeMillis(900)
                    .setNumber(4)
                    .setCommand(CommandKind.BUY)
                    .setSymbol("ABC")
                    .setAmountCents(20_000)
                    .setResult(ResultCode.INSUFFICIENT_FUNDS))
            .build();
    assertThat(SummaryJson.of(summary, 9, 1_000))
        .hasToString(
            "{\"user\":\"alice\",\"logIndex\":9,\"logTime\":1000,\"cash\":\"807.60\","
                + "\"available\":\"615.20\",\"reserved\":\"0.05\","
                + "\"holdings\":[{\"symbol\":\"ABC\",\"shares\":3,\"available\":2,\"reserved\":1}],"
                + "\"pendingBuys\":[{\"symbol\":\"ABC\",\"shares\":2,\"price\":\"96.20\","
                + "\"amount\":\"192.40\",\"expiresAt\":61000}],\"pendingSells\":[],"
                + "\"buyTriggers\":[{\"symbol\":\"B\",\"amount\":\"0.05\",\"trigger\":null}],"
                + "\"sellTriggers\":[{\"symbol\":\"C\",\"amount\":\"7.00\",\"trigger\":\"3.50\","
                + "\"shares\":2}],"
                + "\"transactions\":[{\"logIndex\":7,\"logTime\":900,\"number\":4,"
                + "\"command\":\"BUY\",\"symbol\":\"ABC\",\"amount\":\"200.00\","
                + "\"result\":\"INSUFFICIENT_FUNDS\"}]}");
  }

  @Test
  void everyonesSummariesAreOneObjectALine() {
    CommandLineRun run =
        CommandLineRun.of("summary", "--all", "--json", "--endpoints", node.endpoint());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"user\":").contains("\"logIndex\":9"));
  }

  @Test
  void anUnknownUserIsARejectionWithItsOwnObject() {
    node.refusal = () -> ScriptedLog.refusal(ResultCode.UNKNOWN_USER);
    CommandLineRun run =
        CommandLineRun.of("summary", "nobody", "--json", "--endpoints", node.endpoint());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("\"code\":4001", "\"name\":\"UNKNOWN_USER\"");
    assertThat(run.error()).contains("UNKNOWN_USER");
  }

  @Test
  void oneUserOrAllMustBeSaidAndNotBoth() {
    assertThat(CommandLineRun.of("summary").exitCode()).isEqualTo(2);
    assertThat(CommandLineRun.of("summary", "alice", "--all").exitCode()).isEqualTo(2);
    assertThat(CommandLineRun.of("summary", "a b").error()).contains("\"a b\"");
  }

  @Test
  void aSummaryForPeopleNamesTheUserAndTheLogIndex() {
    CommandLineRun run = CommandLineRun.of("summary", "alice", "--endpoints", node.endpoint());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("alice", "log index 7", "cash");
  }
}
