package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.ScriptedSource;
import io.rialto.quoteproxy.simulator.Fault;
import io.rialto.quoteproxy.simulator.QuoteSimulator;
import io.rialto.quoteproxy.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A source that is slow, wrong or gone ends in the documented status, never in a price. */
@Tag("P7")
@Timeout(180)
class QuoteFailureTest {

  private static final Endpoint ANY_PORT = new Endpoint("127.0.0.1", 0);

  @TempDir Path directory;

  private static Status statusOf(ProxyUnderTest proxy, QuoteRequest request) {
    try {
      throw new AssertionError("there was a price: " + proxy.quote(request));
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static Status statusOf(ProxyUnderTest proxy) {
    return statusOf(proxy, ProxyUnderTest.request("ABC", "joe", 1));
  }

  private static QuoteSimulator faulty(Fault fault) throws IOException {
    return QuoteSimulator.start(
        SimulatorOptions.standard(ANY_PORT, 1).withDelayScale(0).withFaults(1, Set.of(fault)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"SILENT", "CLOSE"},
      mode = EnumSource.Mode.EXCLUDE)
  void eachWrongReplyIsRefusedCountedAndAskedForAgain(Fault fault) throws Exception {
    try (QuoteSimulator simulator = faulty(fault);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, simulator.endpoint())) {
      assertThat(statusOf(proxy).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      QuoteProxyStatus status = proxy.status();
      assertThat(status.getRefused()).isEqualTo(4);
      assertThat(status.getHits()).isEqualTo(4).isEqualTo(simulator.hits());
      assertThat(status.getFailed()).isZero();
    }
  }

  @Test
  void aSourceThatClosesWithoutAWordIsUnavailable() throws Exception {
    try (QuoteSimulator simulator = faulty(Fault.CLOSE);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, simulator.endpoint())) {
      assertThat(statusOf(proxy).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(proxy.status().getFailed()).isEqualTo(4);
    }
  }

  @Test
  void aSilentSourceIsADeadlineExceeded() throws Exception {
    try (QuoteSimulator simulator = faulty(Fault.SILENT);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, simulator.endpoint(), 50)) {
      Status status = statusOf(proxy);
      assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      assertThat(status.getDescription()).contains("no reply within 50 ms");
      assertThat(proxy.status().getFailed()).isEqualTo(4);
    }
  }

  @Test
  void aDeadSourceIsUnavailableAndFoundAgainWhenItIsBack() throws Exception {
    int port;
    try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closedAgain.getLocalPort();
    }
    Endpoint endpoint = new Endpoint("127.0.0.1", port);
    try (ProxyUnderTest proxy = new ProxyUnderTest(directory, endpoint)) {
      Status status = statusOf(proxy);
      assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(status.getDescription()).contains(endpoint.toString()).contains("connecting");
      assertThat(proxy.status().getFaultsMap()).containsExactly(entry("NO_CONNECTION", 4L));
      try (QuoteSimulator simulator =
          QuoteSimulator.start(SimulatorOptions.standard(endpoint, 1).withDelayScale(0))) {
        assertThat(proxy.quote("ABC", "joe").getPriceCents()).isEqualTo(1_984);
        assertThat(simulator.hits()).isEqualTo(1);
      }
    }
  }

  @Test
  void oneWrongReplyCostsAHitAndNotTheCall() throws Exception {
    AtomicInteger hits = new AtomicInteger();
    try (ScriptedSource source =
            new ScriptedSource(
                request ->
                    ScriptedSource.right(hits.incrementAndGet() == 1 ? "ABC,jim" : request));
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      assertThat(proxy.quote("ABC", "joe").getUser()).isEqualTo("joe");
      assertThat(proxy.status().getRefused()).isEqualTo(1);
      assertThat(proxy.status().getHits()).isEqualTo(2);
    }
  }

  @Test
  void theCallersDeadlineEndsItsWait() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedSource source =
            new ScriptedSource(
                request -> {
                  never.await();
                  return null;
                });
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      QuoteRequest request = ProxyUnderTest.request("ABC", "joe", 1);
      try {
        proxy.blocking().withDeadlineAfter(300, TimeUnit.MILLISECONDS).getQuote(request);
        throw new AssertionError("there was a price");
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> source.hits() == 1);
    }
  }

  @Test
  void pricesComeThroughASourceOfWhichAThirdIsWrong() throws Exception {
    Set<Fault> spoken = EnumSet.complementOf(EnumSet.of(Fault.SILENT));
    try (QuoteSimulator simulator =
            QuoteSimulator.start(
                SimulatorOptions.standard(ANY_PORT, 5).withDelayScale(0).withFaults(0.33, spoken));
        ProxyUnderTest proxy = new ProxyUnderTest(directory, simulator.endpoint())) {
      int prices = 0;
      for (char letter = 'A'; letter <= 'Z'; letter++) {
        try {
          String symbol = String.valueOf(letter);
          assertThat(proxy.quote(symbol, "joe").getSymbol()).isEqualTo(symbol);
          prices++;
        } catch (StatusRuntimeException e) {
          assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
      }
      assertThat(prices).isGreaterThanOrEqualTo(23);
      assertThat(proxy.status().getRefused()).isPositive();
      assertThat(proxy.status().getHits()).isEqualTo(simulator.hits());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''   | joe  | symbol",
        "abc  | joe  | symbol",
        "ABCD | joe  | symbol",
        "A1   | joe  | symbol",
        "ABC  | ''   | user",
        "ABC  | a,b  | user",
        "ABC  | 'a b'| user",
        "ABC  | jöe  | user",
      })
  void aRequestThatIsWrongIsAnInvalidArgumentAndNoHit(String symbol, String user, String named)
      throws IOException, GeneralSecurityException {
    try (ScriptedSource source = new ScriptedSource(ScriptedSource::right);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      Status status = statusOf(proxy, ProxyUnderTest.request(symbol, user, 1));
      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription()).contains(named);
      assertThat(source.hits()).isZero();
      assertThat(proxy.quote("ABC", "joe").getPriceCents()).isEqualTo(1_234);
    }
  }
}
