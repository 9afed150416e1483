package io.rialto.chaos.demo;

/**
 * When leaders are killed, and how far the workload may run ahead of that: evenly spread over the
 * commands, each kill while commands are under way, and the next only when the node is back.
 * Without holding the workload back, a small one would be over before its leader is dead.
 * Thread-safe.
 */
final class KillSchedule {

  private final long commands;
  private final int kills;
  private int called;
  private int killed;
  private int recovered;
  private boolean givenUp;

  /**
   * @param commands to come
   * @param kills how many
   */
  KillSchedule(long commands, int kills) {
    this.commands = commands;
    this.kills = kills;
  }

  long commands() {
    return commands;
  }

  /** After so many finished commands a kill, counted from 0, is due. */
  private long dueAfter(int kill) {
    return commands * (kill + 1) / (kills + 1);
  }

  /** Whether the next kill is to be called for now; true once for each. */
  synchronized boolean isKillDue(long finished) {
    boolean due = called < kills && called == recovered && finished > dueAfter(called);
    if (due) {
      called++;
    }
    return due;
  }

  /** A leader is dead. */
  synchronized void killed() {
    killed++;
  }

  /** The dead leader takes part again. */
  synchronized void recovered() {
    recovered++;
  }

  /** Something went wrong: the workload need not wait for further kills. */
  synchronized void giveUp() {
    givenUp = true;
  }

  /** How many commands may be sent by now. */
  synchronized long commandsAllowed() {
    if (givenUp || killed == kills) {
      return commands;
    }
    long due = dueAfter(killed);
    // While a node is away: up to where the next would be killed. Else half way beyond, so that
    // commands are under way.
    return killed > recovered ? due : due + Math.max(2, (dueAfter(killed + 1) - due) / 2);
  }
}
