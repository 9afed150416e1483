package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.rialto.node.quotes.QuoteKeys;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.TradingGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The port: health, reflection, slow readers. */
class ServingTest {
  private TestNode node;

  @BeforeEach
  void start() {
    node = new TestNode();
  }

  @AfterEach
  void stop() {
    node.close();
    assertThat(node.halts).isEmpty();
  }

  @Test
  void healthSaysWhatTheNodeSays() {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(node.channel);
    HealthCheckRequest whole = HealthCheckRequest.getDefaultInstance();
    assertThat(health.check(whole).getStatus()).isEqualTo(ServingStatus.SERVING);

    node.ingress.health().setStatus("", ServingStatus.NOT_SERVING);

    assertThat(health.check(whole).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void whatWasAnsweredIsCountedAndTimed() {
    node.execute(add("alice", 1_00));
    TestStream stream = node.openStream();
    stream.send(1, 0, add("alice", 1_00));
    stream.reply(1);

    // Two commands and the opened session; the last is counted before its answer leaves.
    assertThat(node.ingress.answered().operations()).isEqualTo(3);
    assertThat(node.ingress.answered().micros()).isPositive();
  }

  @Test
  void reflectionNamesTheServicesAndShowsTheirContract() {
    Queue<ServerReflectionResponse> answers = new ConcurrentLinkedQueue<>();
    StreamObserver<ServerReflectionRequest> ask =
        ServerReflectionGrpc.newStub(node.channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse answer) {
                    answers.add(answer);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    throw new AssertionError(failure);
                  }

                  @Override
                  public void onCompleted() {
                    answers.add(ServerReflectionResponse.getDefaultInstance());
                  }
                });
    ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    ask.onNext(
        ServerReflectionRequest.newBuilder()
            .setFileContainingSymbol(TradingGrpc.SERVICE_NAME)
            .build());
    ask.onCompleted();
    await().atMost(TestNode.PATIENCE).until(() -> answers.size() == 3);

    assertThat(
            answers.remove().getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName))
        .contains(TradingGrpc.SERVICE_NAME, "grpc.health.v1.Health");
    assertThat(answers.remove().getFileDescriptorResponse().getFileDescriptorProtoCount())
        .isPositive();
  }

  @Test
  void anAddressThatIsTakenIsAnError() {
    int port = Integer.parseInt(node.endpoint.substring(node.endpoint.indexOf(':') + 1));
    IngressOptions options =
        new IngressOptions(
            "n2",
            new InetSocketAddress("127.0.0.1", port),
            Map.of(),
            List.of(),
            QuoteKeys.none(),
            InstantSource.system());
    try (Ingress second =
        new Ingress(node.machine, options, () -> {}, (code, reason, cause) -> {}, List.of())) {
      assertThatThrownBy(second::start).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aClientThatSendsWithoutReadingStopsItselfAndNobodyElse() {
    TestStream other = node.openStream();
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger received = new AtomicInteger();
    Flood flood = new Flood(other, sent, received);
    TradingGrpc.newStub(node.channel).stream(flood);
    await()
        .atMost(TestNode.PATIENCE)
        .pollInterval(java.time.Duration.ofMillis(300))
        .until(
            () -> {
              int before = sent.get();
              other.send(1, 0, add("alice", 1_00));
              other.reply(1);
              return before > 10_000 && before == sent.get();
            });
    other.send(2, 0, add("alice", 1_00));
    assertThat(other.reply(2).getCode()).isEqualTo(ResultCode.OK);

    flood.readAll();

    await().atMost(TestNode.PATIENCE).until(() -> received.get() > sent.get() / 2);
  }

  /** Sends as long as the connection takes more, and reads nothing until it is told to. */
  private static final class Flood implements ClientResponseObserver<CommandBatch, ReplyBatch> {
    private final TestStream session;
    private final AtomicInteger sent;
    private final AtomicInteger received;
    private ClientCallStreamObserver<CommandBatch> call;

    Flood(TestStream session, AtomicInteger sent, AtomicInteger received) {
      this.session = session;
      this.sent = sent;
      this.received = received;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<CommandBatch> call) {
      this.call = call;
      call.disableAutoRequestWithInitial(0);
      call.setOnReadyHandler(this::sendWhileReady);
    }

    private void sendWhileReady() {
      while (call.isReady() && sent.get() < 1_000_000) {
        CommandBatch.Builder batch = CommandBatch.newBuilder();
        for (int i = 0; i < 100; i++) {
          SessionCommand bad = session.command(i + 1L, 0, add("alice", -sent.incrementAndGet()));
          batch.addCommands(bad);
        }
        call.onNext(batch.build());
      }
    }

    void readAll() {
      call.request(Integer.MAX_VALUE);
    }

    @Override
    public void onNext(ReplyBatch batch) {
      received.addAndGet(batch.getRepliesCount());
    }

    @Override
    public void onError(Throwable failure) {
      received.set(Integer.MIN_VALUE);
    }

    @Override
    public void onCompleted() {
      // Ended by the test's end only.
    }
  }
}
