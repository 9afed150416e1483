package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets over real links: n1 calls n2, and n2 answers. */
@Timeout(120)
class TcpLinksTest {

  /** Long enough to see that nothing arrives, on any machine: only a pass can come too early. */
  private static final int SILENCE_MILLIS = 300;

  private static final int PATIENCE_MILLIS = 60_000;

  private ServerSocket n2;
  private TcpLinks links;
  private Socket caller;
  private Socket called;

  @BeforeEach
  void connect() throws IOException {
    n2 = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    links =
        TcpLinks.open(
            Map.of("n1", "127.0.0.1:1", "n2", Programs.loopback(n2.getLocalPort())),
            new SplittableRandom(1));
    caller = call();
    called = n2.accept();
    called.setSoTimeout(PATIENCE_MILLIS);
  }

  private Socket call() throws IOException {
    var address = Ports.address(links.endpoint(new Way("n1", "n2")));
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  @AfterEach
  void close() throws IOException {
    caller.close();
    called.close();
    links.close();
    n2.close();
  }

  @Test
  void aStraightWayPassesEverythingInOrder() throws Exception {
    byte[] sent = new byte[8 << 20];
    new Random(1).nextBytes(sent);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                caller.getOutputStream().write(sent);
                caller.shutdownOutput();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    byte[] arrived = called.getInputStream().readAllBytes();

    assertThat(Arrays.equals(arrived, sent)).isTrue();
    sending.join();
    // The other direction still works: only one side has ended.
    send(called, 7);
    assertThat(receive(caller)).isEqualTo(7);
  }

  @Test
  void aCutWayHoldsBackOneDirectionAloneUntilItIsHealed() throws IOException {
    links.cut("n1", "n2");
    send(caller, 1);
    assertSilent(called);
    send(called, 2);
    assertThat(receive(caller)).isEqualTo(2);

    links.heal();

    assertThat(receive(called)).isEqualTo(1);
  }

  /** However little the links have noticed of the connection by then. */
  @Test
  void aWayThatIsCutAsSoonAsAConnectionIsThereStillPassesTheOtherDirection() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (Socket from = call();
          Socket to = n2.accept()) {
        links.cut("n1", "n2");
        send(to, i);
        assertThat(receive(from)).isEqualTo(i);
        links.heal();
      }
    }
  }

  @Test
  void overACutWayNobodyLearnsThatTheOtherSideIsGone() throws IOException {
    links.cut("n1", "n2");
    caller.close();
    assertSilent(called);

    links.heal();

    assertThat(called.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aConnectionBegunOverACutWayComesToLifeWhenItIsHealed() throws IOException {
    links.cut("n1", "n2");
    try (Socket later = call()) {
      send(later, 3);
      n2.setSoTimeout(SILENCE_MILLIS);
      assertThatThrownBy(n2::accept).isInstanceOf(SocketTimeoutException.class);

      links.heal();

      n2.setSoTimeout(PATIENCE_MILLIS);
      try (Socket accepted = n2.accept()) {
        accepted.setSoTimeout(PATIENCE_MILLIS);
        assertThat(receive(accepted)).isEqualTo(3);
      }
    }
  }

  @Test
  void aDelayedWayIsLateAndKeepsTheOrder() throws IOException {
    links.shape("n1", "n2", Traffic.delayed(Duration.ofMillis(80), Duration.ofMillis(40)));
    long started = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      send(caller, i);
    }

    for (int i = 0; i < 10; i++) {
      assertThat(receive(called)).isEqualTo(i);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(40));
    // Nothing delays the way back.
    send(called, 1);
    assertThat(receive(caller)).isEqualTo(1);
  }

  @Test
  void healingHandsOverAtOnceWhatADelayHeldBack() throws IOException {
    links.shape("n1", "n2", Traffic.delayed(ClusterLimits.DELAY_MAX, Duration.ZERO));
    long started = System.nanoTime();
    send(caller, 9);
    assertSilent(called);

    links.heal();

    assertThat(receive(called)).isEqualTo(9);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(ClusterLimits.DELAY_MAX);
  }

  @Test
  void aLossIsAStallAndNothingIsMissing() throws IOException {
    links.shape("n1", "n2", Traffic.losing(0.5));
    long started = System.nanoTime();
    for (int i = 0; i < 8; i++) {
      send(caller, i);
      // One packet each.
      assertThat(receive(called)).isEqualTo(i);
    }

    // Seed 1 loses some of eight; Linux waits 200 ms before it sends again.
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void aCallToANodeThatIsNotThereEndsWithAReset() throws IOException {
    n2.close();
    try (Socket other = call()) {
      assertThatThrownBy(() -> receive(other)).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aNodeThatIsBackIsReachedOverTheSameLink() throws IOException {
    int port = n2.getLocalPort();
    n2.close();
    called.close();
    try (ServerSocket again = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Socket other = call();
        Socket accepted = again.accept()) {
      send(other, 4);
      assertThat(receive(accepted)).isEqualTo(4);
    }
  }

  @Test
  void aSenderWhoseReaderIsSlowHasToWait() throws IOException {
    links.cut("n1", "n2");
    caller.setSoTimeout(SILENCE_MILLIS);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                caller.getOutputStream().write(new byte[64 << 20]);
              } catch (IOException closedAtTheEnd) {
                throw new UncheckedIOException(closedAtTheEnd);
              }
            });

    assertSilent(called);
    assertThat(sending).isNotDone();

    links.heal();
    called.getInputStream().skipNBytes(64 << 20);
    sending.join();
  }

  @Test
  void whatTcpCannotShowIsRefused() {
    assertThat(links.effects()).doesNotContain(Effect.DUPLICATION);
    assertThatThrownBy(() -> links.shape("n1", "n2", Traffic.duplicating(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DUPLICATION");
    assertThatThrownBy(() -> links.cut("n1", "n9")).hasMessageContaining("no way n1->n9");
  }

  @Test
  void closedLinksEndTheirConnectionsAndTheirThread() throws IOException {
    send(caller, 1);
    assertThat(receive(called)).isEqualTo(1);

    links.close();

    assertThatThrownBy(() -> receive(called)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> links.heal()).isInstanceOf(ClusterException.class);
    assertThatThrownBy(this::call).isInstanceOf(IOException.class);
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("links")));
  }

  private static void send(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
  }

  private static int receive(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    int value = in.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }
}
