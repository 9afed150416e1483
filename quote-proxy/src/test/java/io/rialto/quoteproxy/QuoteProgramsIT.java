package io.rialto.quoteproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.rialto.proto.quotes.QuoteProxyStatusRequest;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SignedQuote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged programs as processes: started, asked, and told to stop. */
@Timeout(300)
class QuoteProgramsIT {

  private static final Path JAR = Path.of("target", "quote-proxy.jar");
  private static final long PATIENCE_SECONDS = 120;
  private static final int STOPPED_BY_SIGTERM = 143;

  @TempDir Path directory;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stopWhatIsLeft() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Starts a verb and returns the first line of its stdout. */
  private String start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString()));
    command.addAll(List.of(arguments));
    Path log = Path.of("target", "quote-programs-" + arguments[0] + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    processes.add(process);
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private static int portIn(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  @Test
  void bothProgramsServeAndStopWhenTold() throws Exception {
    String simulator =
        start("quote-simulator", "--listen", "127.0.0.1:0", "--seed", "1", "--delay-scale", "0");
    assertThat(simulator).matches("rialto-quote-simulator serving on 127\\.0\\.0\\.1:\\d+");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portIn(simulator))) {
      socket.getOutputStream().write("XYZ,joe\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .contains(",XYZ,joe,");
    }

    Path data = directory.resolve("proxy");
    String proxy =
        start(
            "quote-proxy",
            "--listen",
            "127.0.0.1:0",
            "--source",
            "127.0.0.1:" + portIn(simulator),
            "--data",
            data.toString(),
            "--name",
            "front");
    assertThat(proxy).matches("rialto-quote-proxy front serving on 127\\.0\\.0\\.1:\\d+");
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", portIn(proxy)).usePlaintext().build();
    try {
      QuotesGrpc.QuotesBlockingStub quotes =
          QuotesGrpc.newBlockingStub(channel).withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
      QuoteRequest request =
          QuoteRequest.newBuilder().setSymbol("ABC").setUser("joe").setNumber(1).build();
      SignedQuote quote = quotes.getQuote(request);
      assertThat(quote.getPriceCents()).isEqualTo(1_984);
      assertThat(quote.getProxyName()).isEqualTo("front");
      assertThat(Files.readString(data.resolve("quote-keys.txt"))).startsWith(quote.getKeyId());
      assertThat(quotes.getQuote(request).getCached()).isTrue();
      assertThat(quotes.status(QuoteProxyStatusRequest.getDefaultInstance()).getHits())
          .isEqualTo(1);
    } finally {
      channel.shutdownNow();
    }

    for (Process process : processes) {
      // SIGTERM, as a supervisor sends it.
      process.destroy();
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isIn(0, STOPPED_BY_SIGTERM);
    }
  }
}
