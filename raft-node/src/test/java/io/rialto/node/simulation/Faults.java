package io.rialto.node.simulation;

import java.util.List;

/** What goes wrong in a run, one thing after the other, until it is over. */
final class Faults {
  private final World world;
  private final RaftGroup group;
  private final List<SimulatedNode> nodes;
  private final List<SimulatedClient> clients;
  private final long gapMillisMax;

  Faults(World world, RaftGroup group, List<SimulatedNode> nodes, List<SimulatedClient> clients) {
    this.world = world;
    this.group = group;
    this.nodes = nodes;
    this.clients = clients;
    this.gapMillisMax = world.chance().of(List.of(1_500L, 4_000L, 10_000L));
  }

  void begin() {
    world
        .time()
        .after(
            world.chance().between(50, gapMillisMax) * VirtualTime.MILLIS,
            () -> {
              if (!world.weather().faultsOver()) {
                happen(world.chance().of(nodes));
                begin();
              }
            });
  }

  /** Everything that can be made good is; the rest stays lost. */
  void end() {
    world.event("faults", "are over");
    world.weather().calm();
    for (SimulatedNode node : nodes) {
      heal(node);
    }
  }

  private void heal(SimulatedNode node) {
    node.member.cutOffFromPeers = false;
    node.cutOffFromClients(false);
    node.setClockError(world.chance().between(-500, 500));
    if (node.process.isPaused()) {
      node.process.resume();
    }
    if (!node.process.isAlive()) {
      node.restart();
    }
  }

  private void happen(SimulatedNode node) {
    int die = world.chance().below(100);
    if (die < 16) {
      killForAWhile(node);
    } else if (die < 30) {
      cutOff(node);
    } else if (die < 40) {
      pause(node);
    } else if (die < 58) {
      group.elect(node.member);
    } else if (die < 66) {
      flushOrSnapshot(node);
    } else if (die < 74) {
      world.event(node.id(), "loses its connections");
      node.breakConnections();
    } else if (die < 82) {
      jumpClock(node);
    } else if (die < 88) {
      quotesDown();
    } else if (die < 91) {
      leap();
    } else if (die < 94) {
      killAll();
    } else if (die < 97) {
      killForAWhile(leader(node));
    } else if (world.chance().percent(25)) {
      SimulatedClient client = world.chance().of(clients);
      if (!client.isFinished()) {
        client.die();
      }
    }
  }

  private SimulatedNode leader(SimulatedNode otherwise) {
    for (SimulatedNode node : nodes) {
      if (node.member.leading) {
        return node;
      }
    }
    return otherwise;
  }

  private void killForAWhile(SimulatedNode node) {
    if (!node.process.isAlive()) {
      return;
    }
    world.event(node.id(), "is killed");
    node.kill();
    later(
        100,
        9_000,
        () -> {
          if (!node.process.isAlive()) {
            node.restart();
          }
        });
  }

  private void killAll() {
    world.met(Happening.RESTART_OF_ALL);
    world.event("faults", "all nodes are killed");
    nodes.forEach(this::killForAWhile);
  }

  private void cutOff(SimulatedNode node) {
    boolean peers = world.chance().percent(75);
    boolean clientsToo = !peers || world.chance().percent(30);
    world.met(Happening.CUT_OFF);
    world.event(
        node.id(), "is cut off from " + (peers ? "nodes " : "") + (clientsToo ? "clients" : ""));
    node.member.cutOffFromPeers |= peers;
    node.cutOffFromClients(clientsToo);
    later(
        300,
        9_000,
        () -> {
          node.member.cutOffFromPeers = false;
          node.cutOffFromClients(false);
        });
  }

  private void pause(SimulatedNode node) {
    if (!node.process.isRunning()) {
      return;
    }
    world.met(Happening.PAUSE);
    world.event(node.id(), "is paused");
    node.process.pause();
    long life = node.process.incarnation();
    later(
        200,
        6_000,
        () -> {
          if (node.process.isPaused() && node.process.incarnation() == life) {
            world.event(node.id(), "goes on");
            node.process.resume();
          }
        });
  }

  private void flushOrSnapshot(SimulatedNode node) {
    if (!node.process.isRunning()) {
      return;
    }
    if (world.chance().percent(50)) {
      node.flush();
      world.event(node.id(), "flushes");
    } else {
      node.takeSnapshot();
    }
  }

  private void jumpClock(SimulatedNode node) {
    long far = world.chance().percent(60) ? 900 : 15_000;
    long error = world.chance().between(-far, far);
    world.met(Happening.CLOCK_JUMP);
    world.event(node.id(), "its clock is wrong by " + error + " ms from now on");
    node.setClockError(error);
  }

  private void quotesDown() {
    world.event("quotes", "are not to be had");
    world.weather().quotesDown(true);
    later(500, 15_000, () -> world.weather().quotesDown(false));
  }

  private void leap() {
    long millis =
        world.chance().percent(75) ? world.chance().between(30_000, 70_000) : 25 * 3_600_000L;
    world.met(Happening.LEAP);
    world.event("faults", "all clocks leap by " + millis + " ms");
    world.weather().leap(millis);
  }

  private void later(long fromMillis, long toMillis, Runnable action) {
    world.time().after(world.chance().between(fromMillis, toMillis) * VirtualTime.MILLIS, action);
  }
}
