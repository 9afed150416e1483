package io.rialto.node;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.rialto.node.ingress.ClusterService;
import io.rialto.node.ingress.Ingress;
import io.rialto.node.ingress.IngressOptions;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.ops.DiskFullException;
import io.rialto.node.ops.DiskGuard;
import io.rialto.node.ops.DivergedMark;
import io.rialto.node.ops.ExitCode;
import io.rialto.node.ops.FailStop;
import io.rialto.node.ops.Health;
import io.rialto.node.ops.HealthServer;
import io.rialto.node.ops.Identity;
import io.rialto.node.ops.Identity.ForeignDirectoryException;
import io.rialto.node.ops.Member;
import io.rialto.node.ops.NodeOptions;
import io.rialto.node.quotes.QuoteKeys;
import io.rialto.node.raft.LogDamagedException;
import io.rialto.node.raft.RaftNode;
import io.rialto.node.raft.RaftSettings;
import io.rialto.node.store.NativeLibrary;
import io.rialto.node.store.StoreException;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * One node in the foreground: serves until it is told to stop, or halts with one of {@link
 * ExitCode}.
 */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Runs one node of a cluster in the foreground. SIGTERM stops it cleanly.",
    footer = {"", "Exit codes: docs/operating/exit-codes.md."})
public final class NodeMain implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);

  @Mixin private NodeOptions options;

  public static void main(String[] arguments) {
    // gRPC and Netty log through the JDK; what they have to say below a warning is for their
    // authors.
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    int status = new CommandLine(new NodeMain()).execute(withoutVerb(arguments));
    if (status != ExitCode.OK.number()) {
      System.exit(status);
    }
  }

  /** The launcher passes its verb on. */
  private static String[] withoutVerb(String[] arguments) {
    boolean named = arguments.length > 0 && arguments[0].equals("node");
    return named
        ? List.of(arguments).subList(1, arguments.length).toArray(String[]::new)
        : arguments;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      serve();
      return ExitCode.OK.number();
    } catch (IllegalArgumentException e) {
      return refuse(ExitCode.USAGE, e);
    } catch (ForeignDirectoryException e) {
      return refuse(ExitCode.IDENTITY, e);
    } catch (DivergedException e) {
      return refuse(ExitCode.DIVERGED, e);
    } catch (LogDamagedException e) {
      return refuse(ExitCode.LOG_DAMAGED, e);
    } catch (StoreException e) {
      return refuse(ExitCode.STORE, e);
    } catch (DiskFullException e) {
      return refuse(ExitCode.DISK_FULL, e);
    } catch (IOException e) {
      return refuse(ExitCode.ADDRESS, e);
    }
  }

  private static int refuse(ExitCode code, Exception reason) {
    LOG.error(
        "cannot start, exit code {} ({}): {}", code.number(), code, reason.getMessage(), reason);
    return code.number();
  }

  private void serve()
      throws IOException, ForeignDirectoryException, DivergedException, InterruptedException {
    List<Member> members = options.members();
    Path directory = options.dataDirectory().toAbsolutePath();
    Files.createDirectories(directory);
    DiskGuard.Disk disk = DiskGuard.Disk.of(directory);
    DiskGuard.requireRoom(options.diskThresholds(), disk);
    Identity.claim(directory, options.clusterId(), options.nodeId(), options.bootstrap());
    refuseIfDiverged(directory);
    NativeLibrary.load(directory.resolve("native"));
    RaftNode node =
        new RaftNode(
            directory,
            options.clusterId(),
            options.nodeId(),
            members,
            settings(),
            options
                .memtableBytes()
                .map(StoreOptions::ofMemtables)
                .orElseGet(StoreOptions::standard),
            MachineLimits.ofHeap(Runtime.getRuntime().maxMemory()),
            FailStop.process());
    ClusterService status =
        new ClusterService(node, options.clusterId(), options.nodeId(), members);
    Ingress ingress =
        new Ingress(
            node, ingressOptions(members), node::stepDown, FailStop.process(), List.of(status));
    status.counts(ingress.answered());
    DiskGuard guard =
        new DiskGuard(
            options.diskThresholds(),
            disk,
            new GiveWay(node, others(members)),
            reason -> FailStop.process().halt(ExitCode.DISK_FULL, reason, null));
    Supplier<Health> health = () -> node.health().andNotReady(guard.refusal());
    ingress.gate(guard::refusal);
    ingress.health().setStatus("", ServingStatus.NOT_SERVING);
    serveHealth(health);
    CountDownLatch stopped = stopOnSignal(node, ingress);
    node.start();
    guard.start();
    int port = ingress.start();
    node.onReadiness(ignored -> ingress.health().setStatus("", health(health.get().ready())));
    System.out.printf(
        "rialto-node %s serving on %s:%d%n",
        options.nodeId(), self(members).service().host(), port);
    System.out.flush();
    stopped.await();
  }

  /** Until the process ends: also while the node starts and stops. */
  private void serveHealth(Supplier<Health> health) throws IOException {
    Member.Address listen = options.health();
    if (listen != null) {
      HealthServer server =
          new HealthServer(new InetSocketAddress(listen.host(), listen.port()), health);
      LOG.info("health at http://{}:{}/live and /ready", listen.host(), server.port());
    }
  }

  private List<String> others(List<Member> members) {
    return members.stream().map(Member::id).filter(id -> !id.equals(options.nodeId())).toList();
  }

  private static void refuseIfDiverged(Path directory) throws IOException, DivergedException {
    String reason = new DivergedMark(directory).reason();
    if (reason != null) {
      throw new DivergedException(
          "the state in "
              + directory
              + " diverged: "
              + reason
              + ". Move the directory away and start the node with --bootstrap: the others bring it"
              + " up");
    }
  }

  private static final class DivergedException extends Exception {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
      super(message);
    }
  }

  private static ServingStatus health(boolean ready) {
    return ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  private RaftSettings settings() {
    RaftSettings standard = RaftSettings.standard();
    return new RaftSettings(
        Duration.ofMillis(options.electionTimeoutMillisMin()),
        Duration.ofMillis(2 * options.electionTimeoutMillisMin()),
        options.logEntriesKept(),
        options.logSegmentBytes(),
        standard.upkeep().withSnapshotEntries(options.snapshotEntries()));
  }

  private IngressOptions ingressOptions(List<Member> members) throws IOException {
    Member self = self(members);
    Map<String, String> endpoints =
        members.stream()
            .collect(Collectors.toMap(Member::id, member -> member.service().toString()));
    QuoteKeys keys =
        options.quoteKeys() == null ? QuoteKeys.none() : QuoteKeys.ofFile(options.quoteKeys());
    return new IngressOptions(
        self.id(),
        new InetSocketAddress(self.service().host(), self.service().port()),
        endpoints,
        options.quoteProxies(),
        keys,
        InstantSource.system());
  }

  private Member self(List<Member> members) {
    return members.stream()
        .filter(member -> member.id().equals(options.nodeId()))
        .findAny()
        .orElseThrow();
  }

  private static CountDownLatch stopOnSignal(RaftNode node, Ingress ingress) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ingress.close();
                  try {
                    node.close();
                  } catch (IOException e) {
                    LOG.warn("the engine did not close cleanly; the log is safe on disk", e);
                  }
                  stopped.countDown();
                },
                "stop"));
    return stopped;
  }
}
