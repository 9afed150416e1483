package io.rialto.chaos.run;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.fault.Fault;
import io.rialto.chaos.fault.FaultCatalogue;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes what a schedule has planned. */
interface FaultSource {

  Fault prepare(PlannedFault planned);

  /** Whom a fault hits is settled by its own seed. */
  static FaultSource of(FaultCatalogue catalogue) {
    return planned -> catalogue.prepare(planned.offer(), new SplittableRandom(planned.seed()));
  }

  /** Each replica crashes in its turn. */
  static FaultSource inTurn(Cluster cluster) {
    List<String> nodes = cluster.nodes();
    AtomicInteger next = new AtomicInteger();
    return planned -> new ReplicaCrash(cluster, nodes.get(next.getAndIncrement() % nodes.size()));
  }
}
