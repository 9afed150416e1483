package io.rialto.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rialto.client.sdk.ScriptedLog;
import io.rialto.client.sdk.ScriptedNode;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trading verbs against a scripted node over a real socket. */
@Timeout(120)
class TradingCommandsTest {

  private ScriptedNode node;

  @BeforeEach
  void start() throws IOException {
    node = new ScriptedNode(new ScriptedLog());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--endpoints");
    all.add(node.endpoint());
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, add alice 123.45, '', 12345",
    "QUOTE, quote alice abc, ABC, 0",
    "BUY, buy alice ABC 200, ABC, 20000",
    "COMMIT_BUY, commit-buy alice, '', 0",
    "CANCEL_BUY, cancel-buy alice, '', 0",
    "SELL, sell alice ABC 200.5, ABC, 20050",
    "COMMIT_SELL, commit-sell alice, '', 0",
    "CANCEL_SELL, cancel-sell alice, '', 0",
    "SET_BUY_AMOUNT, set-buy-amount alice ABC 1, ABC, 100",
    "SET_BUY_TRIGGER, set-buy-trigger alice ABC 1, ABC, 100",
    "CANCEL_SET_BUY, cancel-set-buy alice ABC, ABC, 0",
    "SET_SELL_AMOUNT, set-sell-amount alice ABC 1, ABC, 100",
    "SET_SELL_TRIGGER, set-sell-trigger alice ABC 1, ABC, 100",
    "CANCEL_SET_SELL, cancel-set-sell alice ABC, ABC, 0",
    "DISPLAY_SUMMARY, display-summary alice, '', 0"
  })
  void eachTradingCommandHasAVerb(CommandKind kind, String words, String symbol, long cents) {
    CommandLineRun run = run((words + " --number 7").split(" "));
    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(node.requests).hasSize(1);
    assertThat(node.requests.get(0).getRequestId()).isNotEmpty();
    assertThat(node.requests.get(0).getCommand())
        .isEqualTo(
            Command.newBuilder()
                .setKind(kind)
                .setUser("alice")
                .setSymbol(symbol)
                .setAmountCents(cents)
                .setNumber(7)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "1e9", "0", "1.005", "99999999999999999999", "", "+1", "1.", ".5", "1,000"})
  void aBadAmountIsRefusedByNameAndNothingIsSent(String amount) {
    CommandLineRun run = run("add", "alice", amount);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).contains("\"" + amount + "\"", "usage: ./rialto add --help");
    assertThat(run.error().lines()).hasSize(2);
    assertThat(run.out()).isEmpty();
    assertThat(node.requests).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"alice, ABCD", "alice, A1", "'a,b', ABC", "'a b', ABC", "zoë, ABC", "alice, ''"})
  void aBadUserOrSymbolIsRefusedAndNothingIsSent(String user, String symbol) {
    CommandLineRun run = run("quote", user, symbol);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).containsAnyOf("user ", "symbol ");
    assertThat(node.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"buy alice ABC", "buy", "add alice 5 6", "add alice 5 --nonsense"})
  void tooLittleOrTooMuchIsAUsageError(String words) {
    CommandLineRun run = run(words.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(node.requests).isEmpty();
  }

  @Test
  void aReplyAsJsonHasEveryFieldAndNullForWhatItLacks() throws IOException {
    Reply reply =
        Reply.newBuilder()
            .setLogIndex(12)
            .setTerm(3)
            .setLogTimeMillis(1_000)
            .setNumber(8)
            .setSymbol("ABC")
            .setPriceCents(9_620)
            .setShares(2)
            .setAmountCents(19_240)
            .setExpiresAtMillis(61_000)
            .build();
    node.refusal = () -> reply;
    CommandLineRun run = run("buy", "alice", "abc", "200", "--json", "--request-id", "id-1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "{\"command\":\"BUY\",\"user\":\"alice\",\"kind\":\"done\",\"code\":0,\"name\":\"OK\","
                + "\"message\":\"\",\"logIndex\":12,\"term\":3,\"logTime\":1000,\"number\":8,"
                + "\"duplicate\":false,\"requestId\":\"id-1\",\"attempts\":1,\"symbol\":\"ABC\","
                + "\"price\":\"96.20\",\"shares\":2,\"amount\":\"192.40\",\"expiresAt\":61000,"
                + "\"quoteTime\":null,\"cryptokey\":null,\"needed\":null,\"available\":null,"
                + "\"summary\":null}");
    assertThat(run.error()).isEmpty();
  }

  @Test
  void aRejectionNamesTheRuleAndTheFigures() throws IOException {
    Reply reply =
        Reply.newBuilder()
            .setCode(ResultCode.INSUFFICIENT_FUNDS)
            .setMessage("needs 276.83, available 12.00")
            .setLogIndex(5)
            .setNeeded(27_683)
            .setAvailable(1_200)
            .build();
    node.refusal = () -> reply;
    CommandLineRun text = run("buy", "alice", "ABC", "300");
    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(text.error()).contains("INSUFFICIENT_FUNDS: needs 276.83, available 12.00");
    assertThat(text.out()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(run("buy", "alice", "ABC", "300", "--json").out());
    assertThat(json.get("kind").asText()).isEqualTo("rejected");
    assertThat(json.get("code").asInt()).isEqualTo(2001);
    assertThat(json.get("needed").asText()).isEqualTo("276.83");
    assertThat(json.get("available").asText()).isEqualTo("12.00");
  }

  @Test
  void whatNeverHappenedAndWhatMayHaveHappenedHaveTheirOwnExitCodes() {
    node.refusal = () -> ScriptedLog.refusal(ResultCode.OVERLOADED);
    CommandLineRun retry = run("add", "alice", "5", "--deadline", "1");
    assertThat(retry.exitCode()).isEqualTo(3);
    assertThat(retry.error()).contains("nothing happened", "OVERLOADED");
    node.refusal = () -> ScriptedLog.refusal(ResultCode.UNKNOWN_OUTCOME);
    CommandLineRun unknown = run("add", "alice", "5", "--deadline", "1", "--request-id", "again");
    assertThat(unknown.exitCode()).isEqualTo(4);
    assertThat(unknown.error()).contains("outcome unknown", "--request-id again");
  }

  @Test
  void aDoneBuySaysWhatItLockedAndWhatToDoNext() {
    Reply reply =
        Reply.newBuilder()
            .setLogIndex(12)
            .setSymbol("ABC")
            .setPriceCents(9_620)
            .setShares(2)
            .setAmountCents(19_240)
            .build();
    node.refusal = () -> reply;
    CommandLineRun run = run("buy", "alice", "ABC", "200");
    assertThat(run.out())
        .contains("buy: done, 2 shares of ABC at 96.20 = 192.40, held until")
        .contains("next: ./rialto commit-buy alice")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--deadline=0", "--deadline=99999999", "--number=1000000000000"})
  void anOptionOutOfRangeIsAUsageError(String option) {
    CommandLineRun run = run("add", "alice", "5", option);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(node.requests).isEmpty();
  }

  @Test
  void aBadEndpointOrClusterIsNamed() {
    CommandLineRun endpoint = CommandLineRun.of("add", "alice", "5", "--endpoints", "nowhere");
    assertThat(endpoint.exitCode()).isEqualTo(2);
    assertThat(endpoint.error()).contains("\"nowhere\" is not an endpoint");
    CommandLineRun cluster = CommandLineRun.of("add", "alice", "5", "--cluster", "/no/such/place");
    assertThat(cluster.exitCode()).isEqualTo(2);
    assertThat(cluster.error()).contains("/no/such/place");
  }

  @ParameterizedTest
  @ValueSource(strings = {"buy", "summary", "dumplog"})
  void theHelpListsTheExitCodes(String verb) {
    CommandLineRun run = CommandLineRun.of(verb, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Exit codes:", "0   done", "4   no answer", "--json");
  }
}
