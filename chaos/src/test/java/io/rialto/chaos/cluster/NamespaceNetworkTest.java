package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real packets between real namespaces; skipped with a line where there can be none. */
@Timeout(120)
class NamespaceNetworkTest {

  private static final int PACKETS = 200;

  /** Says when it listens, and in the end how many packets came and how late the first was. */
  private static final String RECEIVER =
      """
      import socket, struct, sys, time
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      s.bind((sys.argv[1], 9999))
      print("ready", flush=True)
      s.settimeout(3)
      count, late = 0, 0
      try:
          while True:
              sent, = struct.unpack("d", s.recv(100))
              late = late or time.monotonic() - sent
              count += 1
              s.settimeout(1)
      except socket.timeout:
          print(count, int(late * 1000))
      """;

  private static final String SENDER =
      """
      import socket, struct, sys, time
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      for _ in range(int(sys.argv[2])):
          s.sendto(struct.pack("d", time.monotonic()), (sys.argv[1], 9999))
          time.sleep(0.001)
      """;

  private record Arrived(int packets, int firstMillis) {}

  @TempDir private Path folder;
  private NamespaceNetwork network;

  @BeforeEach
  void open() throws IOException {
    Optional<String> lacking = NamespaceSupport.lacking();
    assumeTrue(lacking.isEmpty(), () -> "skipped: " + lacking.get());
    network = NamespaceNetwork.open(List.of("n1", "n2", "n3"), folder);
  }

  @AfterEach
  void close() throws ClusterException {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void aStraightWayPassesEveryPacketOnce() throws IOException {
    assertThat(send("n1", "n2").packets()).isEqualTo(PACKETS);
  }

  @Test
  void aCutWayPassesNothingInOneDirectionAlone() throws IOException {
    network.cut("n1", "n2");

    assertThat(send("n1", "n2").packets()).isZero();
    assertThat(send("n2", "n1").packets()).isEqualTo(PACKETS);

    network.heal();
    assertThat(send("n1", "n2").packets()).isEqualTo(PACKETS);
  }

  @Test
  void aDelayedWayIsLate() throws IOException {
    network.shape("n1", "n2", Traffic.delayed(Duration.ofMillis(150), Duration.ofMillis(50)));

    Arrived arrived = send("n1", "n2");

    assertThat(arrived.packets()).isEqualTo(PACKETS);
    assertThat(arrived.firstMillis()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void someOfThePacketsAreLostOrDoubled() throws IOException {
    network.shape("n1", "n2", Traffic.losing(0.5));
    // Fewer than 40 or more than 160 of 200 at even odds: once in 10^18 runs.
    assertThat(send("n1", "n2").packets()).isBetween(40, 160);

    network.shape("n1", "n2", Traffic.duplicating(1));
    assertThat(send("n1", "n2").packets()).isEqualTo(2 * PACKETS);
  }

  @Test
  void waysThatThereAreNotAreRefused() {
    assertThatThrownBy(() -> network.cut("n1", "n9")).hasMessageContaining("no such way");
    assertThatThrownBy(() -> network.cut("n1", "n1")).hasMessageContaining("no such way");
  }

  @Test
  void aClosedNetworkLeavesNothing() throws IOException {
    List<String> made = namespaces(network.layout());
    assertThat(existing()).containsAll(made);

    network.close();

    assertThat(existing()).doesNotContainAnyElementsOf(made);
    assertThat(run("ip", "-brief", "link")).doesNotContain(made);
    assertThatThrownBy(() -> network.heal()).isInstanceOf(ClusterException.class);
  }

  @Test
  void whatAKilledNetworkLeftIsTakenAwayByTheNext() throws Exception {
    String third = network.layout().nodes().get("n3").namespace();
    ProcessHandle program =
        ProcessHandle.current()
            .children()
            .filter(child -> commandLine(child).contains(folder.toString()))
            .findFirst()
            .get();
    program.destroyForcibly();
    program.onExit().get();
    assertThat(existing()).contains(third);
    assertThatThrownBy(network::close).isInstanceOf(ClusterException.class);

    network = NamespaceNetwork.open(List.of("n1", "n2"), folder);

    assertThat(existing()).doesNotContain(third);
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private Arrived send(String from, String to) throws IOException {
    String address = network.layout().nodes().get(to).address();
    Process receiver = python(to, RECEIVER, address).start();
    BufferedReader said = receiver.inputReader();
    assertThat(said.readLine()).isEqualTo("ready");
    Process sender = python(from, SENDER, address, Integer.toString(PACKETS)).start();
    assertThat(sender.onExit().join().exitValue()).isZero();
    String[] figures = said.readLine().split(" ");
    return new Arrived(Integer.parseInt(figures[0]), Integer.parseInt(figures[1]));
  }

  private ProcessBuilder python(String node, String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("nsenter");
    command.add("--net=/run/netns/" + network.layout().nodes().get(node).namespace());
    command.addAll(List.of("python3", "-c", script));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static List<String> namespaces(NamespaceNetwork.Layout layout) {
    return layout.nodes().values().stream().map(NamespaceNetwork.Place::namespace).toList();
  }

  /** The namespaces that there are; each line may tell more than the name. */
  private static List<String> existing() throws IOException {
    return run("ip", "netns", "list")
        .lines()
        .map(line -> line.split(" ")[0])
        .collect(Collectors.toList());
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes());
  }
}
