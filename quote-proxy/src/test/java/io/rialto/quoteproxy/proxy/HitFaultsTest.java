package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.quoteproxy.ScriptedSource;
import io.rialto.quoteproxy.legacy.HitFault;
import io.rialto.quoteproxy.legacy.SourceException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything wrong that a source can say, or not say, costs a hit and never a price. */
@Tag("P7")
@Timeout(180)
class HitFaultsTest {

  private static final long HIT_MILLIS = 2_000;

  @TempDir Path directory;
  private final CountDownLatch end = new CountDownLatch(1);

  /** The first reply has the fault, all others are right. */
  private String answer(HitFault fault, int hit, String request) throws InterruptedException {
    if (hit > 1) {
      return ScriptedSource.right(request);
    }
    return switch (fault) {
      case OTHER_SYMBOL -> "99.99,ABD,joe,17,k\n";
      case OTHER_USER -> "99.99,ABC,jim,17,k\n";
      case NO_PRICE -> "NaN,ABC,joe,17,k\n";
      case PRICE_OUT_OF_RANGE -> "10000000000.01,ABC,joe,17,k\n";
      case NO_TIME -> "99.99,ABC,joe,yesterday,k\n";
      case BAD_CRYPTOKEY -> "99.99,ABC,joe,17," + "k".repeat(129) + "\n";
      case FIELDS_MISSING -> "99.99,ABC,joe,17\n";
      case FIELDS_ADDED -> "99.99,ABC,joe,17,k,x\n";
      case NOT_TEXT -> "\u00b9\u00b9.\u00b9\u0000\u001f,ABC,joe,17,k\n";
      case EMPTY -> "\n";
      case CUT_SHORT -> "99.99,ABC,joe,17,k";
      case OVERSIZED -> "9".repeat(1_024);
      case NO_REPLY, NO_CONNECTION -> null;
      case LATE -> {
        end.await();
        yield "99.99,ABC,joe,17,k\n";
      }
    };
  }

  @ParameterizedTest
  @EnumSource(value = HitFault.class, names = "NO_CONNECTION", mode = EnumSource.Mode.EXCLUDE)
  void eachFaultIsCountedByItsNameAndAskedAgain(HitFault fault) throws Exception {
    AtomicInteger hits = new AtomicInteger();
    try (ScriptedSource source =
            new ScriptedSource(request -> answer(fault, hits.incrementAndGet(), request));
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint(), HIT_MILLIS)) {
      assertThat(proxy.quote("ABC", "joe").getPriceCents()).isEqualTo(1_234);
      QuoteProxyStatus status = proxy.status();
      assertThat(status.getFaultsMap()).containsExactly(entry(fault.name(), 1L));
      boolean isReply = fault.kind() == SourceException.Kind.REFUSED;
      assertThat(status.getRefused()).isEqualTo(isReply ? 1 : 0);
      assertThat(status.getFailed()).isEqualTo(isReply ? 0 : 1);
      assertThat(status.getHits()).isEqualTo(2).isEqualTo(source.hits());
    } finally {
      end.countDown();
    }
  }

  @Test
  void aCryptokeyWithABlankIsRefusedLikeOneThatIsTooLong() throws Exception {
    AtomicInteger hits = new AtomicInteger();
    try (ScriptedSource source =
            new ScriptedSource(
                request ->
                    hits.incrementAndGet() == 1
                        ? "99.99,ABC,joe,17,k k\n"
                        : ScriptedSource.right(request));
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      assertThat(proxy.quote("ABC", "joe").getCryptokey()).isEqualTo("a2V5");
      assertThat(proxy.status().getFaultsMap()).containsExactly(entry("BAD_CRYPTOKEY", 1L));
    }
  }

  @Test
  void aReplyThatComesTooLateIsNotTakenForTheNextOne() throws Exception {
    AtomicInteger dollars = new AtomicInteger();
    try (ScriptedSource source =
            new ScriptedSource(
                request -> {
                  int mine = dollars.incrementAndGet();
                  if (mine == 1) {
                    end.await();
                  } else {
                    end.countDown();
                  }
                  return mine + ".00," + request + ",17,k\n";
                });
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint(), HIT_MILLIS)) {
      assertThat(proxy.quote("ABC", "joe").getPriceCents()).isEqualTo(200);
      assertThat(proxy.quote("ABC", "joe").getPriceCents()).isEqualTo(200);
    }
  }
}
