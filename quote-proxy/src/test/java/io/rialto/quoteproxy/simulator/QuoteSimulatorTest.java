package io.rialto.quoteproxy.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.quoteproxy.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class QuoteSimulatorTest {

  private static final Endpoint ANY_PORT = new Endpoint("127.0.0.1", 0);
  private static final SimulatorOptions PROMPT =
      SimulatorOptions.standard(ANY_PORT, 1).withDelayScale(0);

  private static Socket connect(QuoteSimulator simulator) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.endpoint().port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String ask(QuoteSimulator simulator, String request) throws IOException {
    try (Socket socket = connect(simulator)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aRequestIsAnsweredWithOneLineAndTheEndOfTheConnection() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT)) {
      long before = System.currentTimeMillis();
      String reply = ask(simulator, "ABC,joe\n");
      assertThat(reply).matches("\\d+\\.\\d\\d,ABC,joe,\\d{13},[A-Za-z0-9+/]+=*\n");
      String[] fields = reply.strip().split(",");
      assertThat(Long.parseLong(fields[3])).isBetween(before, System.currentTimeMillis());
      assertThat(Base64.getDecoder().decode(fields[4])).hasSize(40);
      assertThat(simulator.hits()).isEqualTo(1);
    }
  }

  @Test
  void aControllableSourceBehavesAsItIsToldUntilItIsToldOtherwise() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT.withControl())) {
      assertThat(ask(simulator, "CONTROL fault-rate=1 faults=WRONG_SYMBOL\n")).isEqualTo("OK\n");
      assertThat(ask(simulator, "ABC,joe\n")).contains(",ZZZ,");

      long before = System.nanoTime();
      assertThat(ask(simulator, "CONTROL delay-millis=300\n")).isEqualTo("OK\n");
      assertThat(ask(simulator, "ABC,joe\n")).contains(",ABC,");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(300));

      assertThat(ask(simulator, "CONTROL\n")).isEqualTo("OK\n");
      assertThat(ask(simulator, "CONTROL delay-millis=soon\n")).startsWith("ERROR CONTROL is");
      assertThat(ask(simulator, "CONTROL faults=RUDE\n")).startsWith("ERROR ");
      assertThat(ask(simulator, "CONTROL fault-rate=2\n")).startsWith("ERROR fault-rate is 0 to 1");
      assertThat(ask(simulator, "ABC,joe\n")).contains(",ABC,");
      assertThat(simulator.hits()).isEqualTo(3);
      assertThat(ask(simulator, "FIGURES\n")).isEqualTo("hits=3 faulty=1 lies=0\n");
    }
  }

  @Test
  void aSourceThatIsNotControllableTakesNoOrders() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT)) {
      assertThat(ask(simulator, "CONTROL delay-millis=1\n")).startsWith("ERROR a request is");
    }
  }

  @Test
  void theSymbolsCaseIsRepeatedButDoesNotMakeAnotherSymbol() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT)) {
      assertThat(ask(simulator, "ABC,joe\n")).startsWith("19.84,ABC,");
      assertThat(ask(simulator, "abc,joe\r\n")).startsWith("18.84,abc,");
    }
  }

  @Test
  void theDelayIsKept() throws IOException {
    try (QuoteSimulator simulator =
        QuoteSimulator.start(SimulatorOptions.standard(ANY_PORT, 1).withDelayScale(10))) {
      long before = System.nanoTime();
      ask(simulator, "ABC,joe\n");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(85));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "ABC\n",
        "ABCD,joe\n",
        "A1,joe\n",
        ",joe\n",
        "ABC,\n",
        "ABC,jo e\n",
        "ABC,a,b\n",
        "ÄBC,joe\n",
        "ABC,jöe\n",
        "ABC,joe\u0000\n"
      })
  void badInputGetsAnErrorAndIsNoHit(String request) throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT)) {
      assertThat(ask(simulator, request)).startsWith("ERROR a request is SYM,userid");
      assertThat(simulator.hits()).isZero();
      assertThat(ask(simulator, "ABC,joe\n")).startsWith("19.84,ABC,joe,");
    }
  }

  @Test
  void aRequestWithoutALineEndIsRefused() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT);
        Socket socket = connect(simulator)) {
      socket.getOutputStream().write("ABC,joe".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("ERROR the request has no line end\n");
    }
  }

  @Test
  void aLineWithoutEndHarmsNobody() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT)) {
      assertThatThrownBy(
              () -> {
                try (Socket socket = connect(simulator)) {
                  byte[] much = "x".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
                  while (true) {
                    socket.getOutputStream().write(much);
                  }
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(ask(simulator, "ABC,joe\n")).startsWith("19.84,ABC,joe,");
    }
  }

  @Test
  void aClientThatLeavesAtOnceHarmsNobody() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT)) {
      for (int i = 0; i < 50; i++) {
        connect(simulator).close();
      }
      assertThat(ask(simulator, "ABC,joe\n")).startsWith("19.84,ABC,joe,");
    }
  }

  @Test
  void moreConnectionsThanAllowedWaitUntilOneEnds() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT.withConnectionsMax(1));
        Socket first = connect(simulator);
        Socket second = connect(simulator)) {
      second.getOutputStream().write("ABC,bob\n".getBytes(StandardCharsets.US_ASCII));
      second.setSoTimeout(200);
      assertThatThrownBy(() -> second.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(simulator.hits()).isZero();
      first.shutdownOutput();
      second.setSoTimeout(60_000);
      assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .contains("ABC,bob");
      assertThat(ask(simulator, "ABC,eve\n")).contains("ABC,eve");
    }
  }

  private static String askWith(Fault fault) throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT.withFaults(1, Set.of(fault)))) {
      return ask(simulator, "ABC,joe\n");
    }
  }

  @Test
  void faultsOnDemandAreWhatTheirNamesSay() throws IOException {
    assertThat(askWith(Fault.WRONG_SYMBOL)).startsWith("19.84,ZZZ,joe,").endsWith("\n");
    assertThat(askWith(Fault.WRONG_USER)).startsWith("19.84,ABC,nobody,").endsWith("\n");
    assertThat(askWith(Fault.BAD_PRICE)).startsWith("-19.84e1,ABC,joe,");
    assertThat(askWith(Fault.GARBAGE)).doesNotContain("ABC").endsWith("\n");
    assertThat(askWith(Fault.CUT_SHORT)).startsWith("19.84,ABC,joe,").doesNotContain("\n");
    assertThat(askWith(Fault.OVERSIZED)).hasSize(5_000).doesNotContain("\n");
    assertThat(askWith(Fault.CLOSE)).isEmpty();
  }

  @Test
  void silenceIsAnOpenConnectionWithoutAWord() throws IOException {
    try (QuoteSimulator simulator =
            QuoteSimulator.start(PROMPT.withFaults(1, Set.of(Fault.SILENT)));
        Socket socket = connect(simulator)) {
      socket.getOutputStream().write("ABC,joe\n".getBytes(StandardCharsets.US_ASCII));
      await().atMost(Duration.ofSeconds(60)).until(() -> simulator.hits() == 1);
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void askedTooOftenItAnswersForOthers() throws IOException {
    try (QuoteSimulator simulator = QuoteSimulator.start(PROMPT.withLieAbove(1))) {
      String reply = "";
      // Two requests within a second are enough, once the machine is that fast.
      for (int i = 0; i < 100 && !reply.contains("nobody") && !reply.contains("ZZZ"); i++) {
        reply = ask(simulator, "ABC,joe\n");
      }
      assertThat(reply).matches("\\d+\\.\\d\\d,(ABC,nobody|ZZZ,joe),.*\n");
    }
  }
}
