package io.rialto.node.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A node's operating-system process: whatever a node does runs through here, so that a killed one
 * does nothing more, and a paused one does it when it goes on.
 */
final class NodeProcess {
  private final World world;
  private final List<Runnable> heldWhilePaused = new ArrayList<>();
  private boolean alive = true;
  private boolean paused;
  private long incarnation = 1;

  NodeProcess(World world) {
    this.world = world;
  }

  boolean isAlive() {
    return alive;
  }

  boolean isRunning() {
    return alive && !paused;
  }

  boolean isPaused() {
    return paused;
  }

  long incarnation() {
    return incarnation;
  }

  /** Runs it in this life of the process or never. */
  void after(long micros, Runnable action) {
    long life = incarnation;
    world.time().after(micros, () -> run(life, action));
  }

  /** Runs it now if the process is in that life of its own, later if it is paused. */
  void run(long life, Runnable action) {
    if (!alive || incarnation != life) {
      return;
    }
    if (paused) {
      heldWhilePaused.add(action);
    } else {
      action.run();
    }
  }

  void kill() {
    alive = false;
    paused = false;
    incarnation++;
    heldWhilePaused.clear();
  }

  void start() {
    alive = true;
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    List<Runnable> held = List.copyOf(heldWhilePaused);
    heldWhilePaused.clear();
    held.forEach(action -> after(world.chance().between(0, 2_000), action));
  }
}
