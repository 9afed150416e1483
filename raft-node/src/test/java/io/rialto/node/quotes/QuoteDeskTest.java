package io.rialto.node.quotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.rialto.node.ops.Limits;
import io.rialto.proto.quotes.SignedQuote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("P7")
@Tag("P8")
class QuoteDeskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Less than a channel that is left alone pauses by then between two attempts to connect. */
  private static final Duration FOUND_MAX = Duration.ofSeconds(3);

  @TempDir Path directory;
  private ScriptedQuoteProxy proxy;
  private ScriptedQuoteProxy otherProxy;
  private QuoteDesk desk;

  @BeforeEach
  void open() {
    proxy = new ScriptedQuoteProxy("key1");
    otherProxy = new ScriptedQuoteProxy("key2");
    Path keys = directory.resolve("quote-keys.txt");
    proxy.writeKeys(keys);
    desk = new QuoteDesk(List.of(proxy.endpoint()), QuoteKeys.ofFile(keys));
  }

  @AfterEach
  void close() {
    desk.close();
    proxy.close();
    otherProxy.close();
  }

  private static QuoteAsk ask(String symbol) {
    return new QuoteAsk(symbol, "alice", 7, System.currentTimeMillis(), false);
  }

  private static SignedQuote get(CompletableFuture<SignedQuote> quote) throws Exception {
    return quote.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aSignedQuoteArrivesWithWhoAskedForIt() throws Exception {
    proxy.price("ABC", 12_34);

    SignedQuote quote = get(desk.fetch(ask("ABC")));

    assertThat(quote.getPriceCents()).isEqualTo(12_34);
    assertThat(proxy.requests().get(0).getUser()).isEqualTo("alice");
    assertThat(proxy.requests().get(0).getNumber()).isEqualTo(7);
    assertThat(proxy.requests().get(0).getNotOlderThanMillis())
        .isBetween(System.currentTimeMillis() - 90_000, System.currentTimeMillis() - 59_000);
  }

  @Test
  void twoWhoWantTheSameSymbolShareOneRequest() throws Exception {
    proxy.hold("ABC");
    CompletableFuture<SignedQuote> first = desk.fetch(ask("ABC"));
    CompletableFuture<SignedQuote> second = desk.fetch(ask("ABC"));
    CompletableFuture<SignedQuote> other = desk.fetch(ask("XYZ"));

    assertThat(get(other).getSymbol()).isEqualTo("XYZ");
    await().atMost(PATIENCE).until(() -> proxy.requestsFor("ABC") == 1);
    proxy.release("ABC");

    assertThat(get(first)).isEqualTo(get(second));
    assertThat(proxy.requestsFor("ABC")).isEqualTo(1);
  }

  @Test
  void moreSymbolsThanMayBeOutstandingTakeTurns() throws Exception {
    List<CompletableFuture<SignedQuote>> quotes = new java.util.ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String symbol = "" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
      quotes.add(desk.fetch(ask(symbol)));
    }
    for (CompletableFuture<SignedQuote> quote : quotes) {
      assertThat(get(quote).getPriceCents()).isPositive();
    }
    assertThat(desk.figures().received()).isEqualTo(200);
  }

  @Test
  void theNextProxyIsAskedWhenOneFails() throws Exception {
    Path keys = directory.resolve("other-keys.txt");
    otherProxy.writeKeys(keys);
    proxy.fail(Status.UNAVAILABLE);
    try (QuoteDesk both =
        new QuoteDesk(List.of(proxy.endpoint(), otherProxy.endpoint()), QuoteKeys.ofFile(keys))) {
      assertThat(get(both.fetch(ask("ABC"))).getKeyId()).isEqualTo("key2");
      assertThat(get(both.fetch(ask("XYZ"))).getKeyId()).isEqualTo("key2");
      assertThat(proxy.requestsFor("XYZ")).as("the proxy that works stays preferred").isZero();
    }
  }

  @Test
  void whoMetASilentProxyGoesOnToTheOtherWhateverOthersLearntMeanwhile() throws Exception {
    Path keys = directory.resolve("other-keys.txt");
    otherProxy.writeKeys(keys);
    proxy.hold("ABC");
    proxy.hold("XYZ");
    try (QuoteDesk both =
        new QuoteDesk(List.of(proxy.endpoint(), otherProxy.endpoint()), QuoteKeys.ofFile(keys))) {
      CompletableFuture<SignedQuote> first = both.fetch(ask("ABC"));
      await().atMost(PATIENCE).until(() -> proxy.requestsFor("ABC") == 1);
      TimeUnit.SECONDS.sleep(1);
      CompletableFuture<SignedQuote> second = both.fetch(ask("XYZ"));
      assertThat(get(first).getKeyId()).isEqualTo("key2");
      assertThat(get(second).getKeyId()).isEqualTo("key2");
    }
  }

  @Test
  void aProxyThatWasAwayForLongIsFoundAgainSoon() throws Exception {
    assertThat(get(desk.fetch(ask("ABC"))).getPriceCents()).isPositive();
    proxy.stop();
    assertThatThrownBy(() -> get(desk.fetch(ask("DEF"))))
        .hasRootCauseInstanceOf(QuoteUnavailableException.class);
    CompletableFuture<SignedQuote> quote = desk.fetch(ask("XYZ"));
    TimeUnit.SECONDS.sleep(1);
    proxy.startAgain();
    assertThat(quote.get(FOUND_MAX.toSeconds(), TimeUnit.SECONDS).getPriceCents()).isPositive();
  }

  @Test
  void anAnswerWithoutAQuoteIsAFailureLikeOthers() throws Exception {
    Path keys = directory.resolve("other-keys.txt");
    otherProxy.writeKeys(keys);
    proxy.answerWithNothing();
    try (QuoteDesk both =
        new QuoteDesk(List.of(proxy.endpoint(), otherProxy.endpoint()), QuoteKeys.ofFile(keys))) {
      assertThat(get(both.fetch(ask("ABC"))).getKeyId()).isEqualTo("key2");
      assertThat(both.figures().failed()).isEqualTo(1);
    }
  }

  @Test
  void refreshesLeavePlacesToCommandsAndAHurriedOneGoesFirst() throws Exception {
    for (int symbol = 0; symbol < Limits.QUOTES_OUTSTANDING_MAX; symbol++) {
      proxy.hold(name(symbol));
    }
    List<CompletableFuture<SignedQuote>> refreshes = new ArrayList<>();
    for (int symbol = 0; symbol < Limits.QUOTES_OUTSTANDING_MAX; symbol++) {
      refreshes.add(
          desk.fetch(new QuoteAsk(name(symbol), "alice", 7, System.currentTimeMillis(), true)));
    }
    assertThat(get(desk.fetch(ask("XYZ"))).getPriceCents()).isPositive();
    assertThat(proxy.requests()).hasSize(Limits.REFRESHES_OUTSTANDING_MAX + 1);

    String last = name(Limits.QUOTES_OUTSTANDING_MAX - 1);
    desk.hurry(last);
    await().atMost(PATIENCE).until(() -> proxy.requestsFor(last) == 1);
    for (int symbol = 0; symbol < Limits.QUOTES_OUTSTANDING_MAX; symbol++) {
      proxy.release(name(symbol));
    }
    for (CompletableFuture<SignedQuote> refresh : refreshes) {
      assertThat(get(refresh).getPriceCents()).isPositive();
    }
  }

  private static String name(int number) {
    return "A" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
  }

  @Test
  void aDamagedFileOfKeysMakesQuotesRefusedUntilItIsMended() throws Exception {
    Path keys = directory.resolve("damaged-keys.txt");
    try (QuoteDesk early = new QuoteDesk(List.of(proxy.endpoint()), QuoteKeys.ofFile(keys))) {
      Files.writeString(keys, "no key at all\n");
      CompletableFuture<SignedQuote> quote = early.fetch(ask("ABC"));
      await().atMost(PATIENCE).until(() -> early.figures().refused() > 1);
      proxy.writeKeys(keys);
      assertThat(get(quote).getKeyId()).isEqualTo("key1");
    }
  }

  @Test
  void aQuoteOfAnotherSymbolIsRefused() throws Exception {
    isRefusedUntilMended(quote -> quote.toBuilder().setSymbol("XYZ").build(), null);
  }

  @Test
  void aPriceOutOfRangeIsRefused() throws Exception {
    isRefusedUntilMended(quote -> quote.toBuilder().setPriceCents(0).build(), null);
  }

  @Test
  void aQuoteThatIsTooOldIsRefused() throws Exception {
    isRefusedUntilMended(
        quote -> quote.toBuilder().setTimeMillis(quote.getTimeMillis() - 70_000).build(), null);
  }

  @Test
  void aQuoteFromTheFutureIsRefused() throws Exception {
    isRefusedUntilMended(
        quote -> quote.toBuilder().setTimeMillis(quote.getTimeMillis() + 3_600_000).build(), null);
  }

  @Test
  void aQuoteThatWasChangedAfterSigningIsRefused() throws Exception {
    isRefusedUntilMended(
        null, quote -> quote.toBuilder().setPriceCents(quote.getPriceCents() + 1).build());
  }

  @Test
  void aQuoteSignedWithAnUnknownKeyIsRefused() throws Exception {
    isRefusedUntilMended(quote -> quote.toBuilder().setKeyId("stranger").build(), null);
  }

  private void isRefusedUntilMended(
      UnaryOperator<SignedQuote> beforeSigning, UnaryOperator<SignedQuote> afterSigning)
      throws Exception {
    proxy.beforeSigning(beforeSigning == null ? UnaryOperator.identity() : beforeSigning);
    proxy.afterSigning(afterSigning == null ? UnaryOperator.identity() : afterSigning);
    CompletableFuture<SignedQuote> quote = desk.fetch(ask("ABC"));
    await().atMost(PATIENCE).until(() -> desk.figures().refused() > 0);
    assertThat(quote).isNotDone();

    proxy.beforeSigning(UnaryOperator.identity());
    proxy.afterSigning(UnaryOperator.identity());

    assertThat(get(quote).getSymbol()).isEqualTo("ABC");
  }

  @Test
  void aNewKeyAndTheOldOneAreTakenWithoutARestart() throws Exception {
    Path keys = directory.resolve("rotated.txt");
    proxy.writeKeys(keys);
    try (QuoteDesk running = new QuoteDesk(List.of(proxy.endpoint()), QuoteKeys.ofFile(keys))) {
      SignedQuote signedBefore = get(running.fetch(ask("ABC")));
      assertThat(signedBefore.getKeyId()).isEqualTo("key1");
      proxy.rotate("key2", keys);
      assertThat(get(running.fetch(ask("ABC"))).getKeyId()).isEqualTo("key2");

      proxy.afterSigning(quote -> signedBefore);
      assertThat(get(running.fetch(ask("ABC")))).isEqualTo(signedBefore);
    }
  }

  @Test
  void aFileThatIsDamagedLaterLeavesTheKeysThatWereRead() throws Exception {
    Path keys = directory.resolve("damaged-later.txt");
    proxy.writeKeys(keys);
    try (QuoteDesk running =
        new QuoteDesk(List.of(proxy.endpoint(), otherProxy.endpoint()), QuoteKeys.ofFile(keys))) {
      Files.writeString(keys, "no key at all\n");
      proxy.fail(Status.UNAVAILABLE);
      CompletableFuture<SignedQuote> quote = running.fetch(ask("ABC"));
      await().atMost(PATIENCE).until(() -> running.figures().refused() > 0);
      proxy.fail(null);
      assertThat(get(quote).getKeyId()).isEqualTo("key1");
    }
  }

  @Test
  void aClockThatIsALittleApartIsAnAlarmAndNoMore() throws Exception {
    proxy.shiftTime(50_000);
    assertThat(get(desk.fetch(ask("ABC"))).getPriceCents()).isPositive();
    assertThat(desk.figures().clocksApart()).isEqualTo(1);
    proxy.shiftTime(-50_000);
    assertThat(get(desk.fetch(ask("ABC"))).getPriceCents()).isPositive();
    assertThat(desk.figures().clocksApart()).isEqualTo(2);
    proxy.shiftTime(0);
    assertThat(get(desk.fetch(ask("ABC"))).getPriceCents()).isPositive();
    assertThat(desk.figures().clocksApart()).isEqualTo(2);
  }

  @Test
  void aClockThatIsFarAheadMeansNoQuoteAndTheCallerIsToldBothTimes() throws Exception {
    proxy.shiftTime(600_000);
    QuoteAsk ask = ask("ABC");

    Throwable failure = desk.fetch(ask).handle((quote, thrown) -> thrown).get(5, TimeUnit.MINUTES);

    assertThat(failure).isInstanceOf(QuoteUnavailableException.class);
    assertThat(((QuoteUnavailableException) failure).reason())
        .isEqualTo(QuoteUnavailableException.Reason.NOT_IN_TIME);
    Matcher times =
        Pattern.compile("its time ([0-9]+) is more than 60000 ms after log time, ([0-9]+):")
            .matcher(failure.getMessage());
    assertThat(times.find()).as(failure.getMessage()).isTrue();
    long logTime = Long.parseLong(times.group(2));
    assertThat(logTime).isGreaterThanOrEqualTo(ask.logTimeMillis());
    assertThat(Long.parseLong(times.group(1)) - logTime).isBetween(590_000L, 610_000L);
    assertThat(desk.figures().received()).isZero();
    assertThat(desk.figures().clocksApart()).isEqualTo(desk.figures().refused()).isPositive();
  }

  @Test
  void aProxyThatRefusesToAskBecauseOfItsClockIsAnAlarm() throws Exception {
    proxy.fail(Status.FAILED_PRECONDITION.withDescription("in the future of the proxy's clock"));
    CompletableFuture<SignedQuote> quote = desk.fetch(ask("ABC"));
    await().atMost(PATIENCE).until(() -> desk.figures().clocksApart() > 0);
    assertThat(quote).isNotDone();
    proxy.fail(null);
    assertThat(get(quote).getSymbol()).isEqualTo("ABC");
  }

  @Test
  void aKeyThatIsWrittenLaterIsFound() throws Exception {
    Path keys = directory.resolve("later.txt");
    try (QuoteDesk early = new QuoteDesk(List.of(proxy.endpoint()), QuoteKeys.ofFile(keys))) {
      CompletableFuture<SignedQuote> quote = early.fetch(ask("ABC"));
      await().atMost(PATIENCE).until(() -> early.figures().refused() > 0);
      proxy.writeKeys(keys);
      assertThat(get(quote).getKeyId()).isEqualTo("key1");
    }
  }

  @Test
  void withoutAQuoteByTheDeadlineTheReasonIsTold() {
    proxy.fail(Status.UNAVAILABLE.withDescription("the source is gone"));

    CompletableFuture<SignedQuote> quote = desk.fetch(ask("ABC"));

    assertThatThrownBy(() -> get(quote))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(QuoteUnavailableException.class)
        .hasMessageContaining("the source is gone");
    assertThat(desk.figures().failed()).isGreaterThan(1);
  }

  @Test
  void aDeskWithoutAProxySaysSoAtOnce() {
    try (QuoteDesk alone = new QuoteDesk(List.of(), QuoteKeys.none())) {
      assertThatThrownBy(() -> get(alone.fetch(ask("ABC"))))
          .cause()
          .hasMessageContaining("no quote proxy");
    }
  }

  @Test
  void aKeyFileThatIsNoneIsRefusedAtTheStart() throws Exception {
    Path keys = directory.resolve("broken.txt");
    java.nio.file.Files.writeString(keys, "key1 not-base64!\n");
    assertThatThrownBy(() -> QuoteKeys.ofFile(keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key1 not-base64!");
  }
}
