package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.EtcdCluster;
import io.rialto.chaos.cluster.Folders;
import io.rialto.chaos.demo.DemoScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What etcd does with a load of the same shape: as many nodes, clients, and puts under way or a
 * second, for as long, sent to its leader.
 *
 * @param micros latencies, from the moment when a put was to be sent
 * @param failed puts that were not acknowledged
 */
public record EtcdPeer(double putsPerSecond, Histogram micros, long failed) {

  /** Measures it. */
  public static EtcdPeer of(LoadPlan plan, DemoScreen screen)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("rialto-etcd-");
    try (EtcdCluster cluster = new EtcdCluster(folder, plan.nodes())) {
      screen.event("the same load on " + plan.nodes() + " nodes of etcd");
      cluster.start();
      String leader = cluster.leader();
      int keys = plan.users() / plan.clients();
      List<LoadTarget> targets =
          IntStream.range(0, plan.clients())
              .<LoadTarget>mapToObj(
                  number -> new EtcdTarget(leader, plan.inFlightPerClient(), keys, number))
              .toList();
      try (LoadClients clients = new LoadClients(targets, plan, screen)) {
        return measure(clients, plan);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static EtcdPeer measure(LoadClients clients, LoadPlan plan) throws InterruptedException {
    clients.start();
    clients.watch("warming up", plan.warmUp().toSeconds());
    LoadClients.Window window = clients.measure(plan.window().toSeconds());
    return new EtcdPeer(window.answeredPerSecond(), clients.drain(), window.counts().unknown());
  }
}
