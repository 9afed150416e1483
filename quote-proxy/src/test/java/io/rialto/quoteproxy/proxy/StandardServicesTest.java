package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.rialto.quoteproxy.ScriptedSource;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StandardServicesTest {

  @TempDir Path directory;

  @Test
  void healthIsServedForTheServerAndTheService() throws Exception {
    try (ScriptedSource source = new ScriptedSource(ScriptedSource::right);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      for (String service : new String[] {"", "rialto.quotes.v1.Quotes"}) {
        assertThat(
                HealthGrpc.newBlockingStub(proxy.channel())
                    .withDeadlineAfter(60, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.newBuilder().setService(service).build())
                    .getStatus())
            .isEqualTo(ServingStatus.SERVING);
      }
    }
  }

  @Test
  void reflectionNamesTheService() throws Exception {
    try (ScriptedSource source = new ScriptedSource(ScriptedSource::right);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
      StreamObserver<ServerReflectionRequest> ask =
          ServerReflectionGrpc.newStub(proxy.channel())
              .serverReflectionInfo(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                      answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                      answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                  });
      ask.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());
      assertThat(answer.get(60, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
          .extracting(service -> service.getName())
          .contains("rialto.quotes.v1.Quotes", "grpc.health.v1.Health");
      ask.onCompleted();
    }
  }
}
