package io.rialto.node.quotes;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.shape.QuoteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A quote proxy over real gRPC that signs what a test wants it to say. */
public final class ScriptedQuoteProxy extends QuotesGrpc.QuotesImplBase implements AutoCloseable {
  private static final long DEFAULT_PRICE_CENTS = 10_00;

  private volatile SigningKey key;
  private final int port;
  private volatile Server server;
  private final Map<String, Long> prices = new ConcurrentHashMap<>();
  private final Map<String, List<Runnable>> held = new ConcurrentHashMap<>();
  private final List<QuoteRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Status failure;
  private volatile boolean silent;
  private volatile long timeShiftMillis;
  private volatile UnaryOperator<SignedQuote> beforeSigning = UnaryOperator.identity();
  private volatile UnaryOperator<SignedQuote> afterSigning = UnaryOperator.identity();

  /** A key and the name that nodes know it by. */
  private record SigningKey(String id, KeyPair pair) {
    static SigningKey generate(String id) throws GeneralSecurityException {
      return new SigningKey(id, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    String publicLine() {
      return id + " " + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }
  }

  public ScriptedQuoteProxy(String keyId) {
    try {
      key = SigningKey.generate(keyId);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    server = serve(0);
    port = server.getPort();
  }

  private Server serve(int atPort) {
    try {
      return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", atPort))
          .permitKeepAliveTime(1, TimeUnit.SECONDS)
          .addService(this)
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all connections, and takes none any more. */
  public void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }

  /** Serves at the same place as before. */
  public void startAgain() {
    server = serve(port);
  }

  /** Ends each answer from now on well, and without a quote. */
  public void answerWithNothing() {
    silent = true;
  }

  public String endpoint() {
    return "127.0.0.1:" + port;
  }

  /** Writes the public key as a proxy does. */
  public void writeKeys(Path file) {
    try {
      Files.writeString(file, key.publicLine() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs with another key from now on, whose public half is put ahead of what is in the file. */
  public void rotate(String nextKeyId, Path file) {
    try {
      SigningKey next = SigningKey.generate(nextKeyId);
      Files.writeString(file, next.publicLine() + "\n" + Files.readString(file));
      key = next;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void price(String symbol, long cents) {
    prices.put(symbol, cents);
  }

  /** Lets requests for the symbol wait. */
  public void hold(String symbol) {
    held.put(symbol, new CopyOnWriteArrayList<>());
  }

  /** Answers the requests for the symbol that wait, and lets none wait any more. */
  public void release(String symbol) {
    held.remove(symbol).forEach(Runnable::run);
  }

  /** Fails every request from now on; null: answers again. */
  public void fail(Status status) {
    failure = status;
  }

  /** Shifts the quotes' times. */
  public void shiftTime(long millis) {
    timeShiftMillis = millis;
  }

  public void beforeSigning(UnaryOperator<SignedQuote> change) {
    beforeSigning = change;
  }

  public void afterSigning(UnaryOperator<SignedQuote> change) {
    afterSigning = change;
  }

  /** What was asked for, in order. */
  public List<QuoteRequest> requests() {
    return List.copyOf(requests);
  }

  public long requestsFor(String symbol) {
    return requests.stream().filter(request -> request.getSymbol().equals(symbol)).count();
  }

  @Override
  public void getQuote(QuoteRequest request, StreamObserver<SignedQuote> out) {
    requests.add(request);
    if (silent) {
      out.onCompleted();
      return;
    }
    if (failure != null) {
      out.onError(failure.asRuntimeException());
      return;
    }
    List<Runnable> waiting = held.get(request.getSymbol());
    if (waiting == null) {
      answer(request, out);
    } else {
      waiting.add(() -> answer(request, out));
    }
  }

  private void answer(QuoteRequest request, StreamObserver<SignedQuote> out) {
    long now = System.currentTimeMillis() + timeShiftMillis;
    SigningKey signing = key;
    SignedQuote quote =
        SignedQuote.newBuilder()
            .setSymbol(request.getSymbol())
            .setPriceCents(prices.getOrDefault(request.getSymbol(), DEFAULT_PRICE_CENTS))
            .setUser(request.getUser())
            .setNumber(request.getNumber())
            .setTimeMillis(now)
            .setQuoteServerTimeMillis(now)
            .setCryptokey("a+cryptokey/of=" + request.getSymbol())
            .setProxyName("proxy1")
            .setKeyId(signing.id())
            .build();
    out.onNext(afterSigning.apply(sign(beforeSigning.apply(quote), signing)));
    out.onCompleted();
  }

  private static SignedQuote sign(SignedQuote quote, SigningKey key) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key.pair().getPrivate());
      signature.update(QuoteText.bytes(quote));
      return quote.toBuilder().setSignature(ByteString.copyFrom(signature.sign())).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
