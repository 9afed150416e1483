package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.ScriptedSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LegacySourceTest {

  private static final LegacyRequest REQUEST = new LegacyRequest("ABC", "joe");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stopTheTimer() {
    timer.shutdownNow();
  }

  private LegacyQuote hit(Endpoint endpoint, long hitMillis) throws IOException {
    try (LegacySource source = new LegacySource(endpoint, hitMillis, timer)) {
      return source.hit(REQUEST).join();
    }
  }

  private SourceException failureOf(Endpoint endpoint, long hitMillis) throws IOException {
    try {
      throw new AssertionError("there was a reply: " + hit(endpoint, hitMillis));
    } catch (CompletionException e) {
      return (SourceException) e.getCause();
    }
  }

  private SourceException failureOf(ScriptedSource.Script answer) throws IOException {
    try (ScriptedSource server = new ScriptedSource(answer)) {
      return failureOf(server.endpoint(), 60_000);
    }
  }

  @Test
  void aHitIsOneLineThereAndOneLineBack() throws IOException {
    try (ScriptedSource server = new ScriptedSource(ScriptedSource::right)) {
      assertThat(hit(server.endpoint(), 60_000))
          .isEqualTo(new LegacyQuote(REQUEST, 1_234, 1_700_000_000_123L, "a2V5"));
      assertThat(server.requests()).containsExactly("ABC,joe");
    }
  }

  @Test
  void aCarriageReturnAndMoreLinesDoNotMatter() throws IOException {
    try (ScriptedSource server =
        new ScriptedSource(request -> "1.50," + request + ",17,k\r\nmore\n")) {
      assertThat(hit(server.endpoint(), 60_000).priceCents()).isEqualTo(150);
    }
  }

  @Test
  void manyHitsRunSideBySide() throws IOException, InterruptedException {
    int hits = 100;
    CountDownLatch allAreThere = new CountDownLatch(hits);
    try (ScriptedSource server =
            new ScriptedSource(
                request -> {
                  allAreThere.countDown();
                  allAreThere.await();
                  return ScriptedSource.right(request);
                });
        LegacySource source = new LegacySource(server.endpoint(), 60_000, timer)) {
      List<CompletableFuture<LegacyQuote>> quotes = new ArrayList<>();
      for (int i = 0; i < hits; i++) {
        quotes.add(source.hit(new LegacyRequest("ABC", "user" + i)));
      }
      assertThat(quotes).allSatisfy(quote -> assertThat(quote.join().priceCents()).isEqualTo(1234));
    }
  }

  @Test
  void aReplyForAnotherSymbolOrUserIsRefused() throws IOException {
    assertThat(failureOf(request -> "12.34,ABD,joe,17,k\n").kind())
        .isEqualTo(SourceException.Kind.REFUSED);
    assertThat(failureOf(request -> "12.34,ABC,jim,17,k\n").kind())
        .isEqualTo(SourceException.Kind.REFUSED);
  }

  @Test
  void aReplyCutShortIsRefused() throws IOException {
    SourceException failure = failureOf(request -> "12.34,ABC,joe,17,k");
    assertThat(failure.kind()).isEqualTo(SourceException.Kind.REFUSED);
    assertThat(failure).hasMessageContaining("cut short");
  }

  @Test
  void anOversizedReplyIsRefused() throws IOException {
    SourceException failure = failureOf(request -> "1".repeat(1_024));
    assertThat(failure.kind()).isEqualTo(SourceException.Kind.REFUSED);
    assertThat(failure).hasMessageContaining("longer than 1024 bytes");
  }

  @Test
  void aConnectionThatEndsWithoutAReplyIsASourceThatIsGone() throws IOException {
    assertThat(failureOf(request -> null).kind()).isEqualTo(SourceException.Kind.GONE);
  }

  @Test
  void nobodyAtTheAddressIsASourceThatIsGone() throws IOException {
    int free;
    try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = closedAgain.getLocalPort();
    }
    assertThat(failureOf(new Endpoint("127.0.0.1", free), 60_000).kind())
        .isEqualTo(SourceException.Kind.GONE);
    assertThat(failureOf(new Endpoint("no-such-host.invalid", 1), 60_000))
        .hasMessageContaining("unknown host");
  }

  @Test
  void silenceIsASourceThatIsSlow() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedSource server =
        new ScriptedSource(
            request -> {
              end.await();
              return null;
            })) {
      SourceException failure = failureOf(server.endpoint(), 100);
      assertThat(failure.kind()).isEqualTo(SourceException.Kind.SLOW);
      assertThat(failure).hasMessageContaining("no reply within 100 ms");
    } finally {
      end.countDown();
    }
  }

  @Test
  void aClosedClientFailsItsHits() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedSource server =
        new ScriptedSource(
            request -> {
              end.await();
              return null;
            })) {
      LegacySource source = new LegacySource(server.endpoint(), 60_000, timer);
      CompletableFuture<LegacyQuote> underWay = source.hit(REQUEST);
      source.close();
      assertThat(underWay.handle((quote, failure) -> ((SourceException) failure).kind()).join())
          .isEqualTo(SourceException.Kind.GONE);
      assertThat(
              source
                  .hit(REQUEST)
                  .handle((quote, failure) -> ((SourceException) failure).kind())
                  .join())
          .isEqualTo(SourceException.Kind.GONE);
    } finally {
      end.countDown();
    }
  }
}
