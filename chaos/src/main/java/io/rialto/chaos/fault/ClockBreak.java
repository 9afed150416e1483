package io.rialto.chaos.fault;

import java.io.IOException;
import java.util.List;

/** The wall clock jumps, at once and for good; mended by the right time. */
final class ClockBreak implements Break {

  private final MemberFaults switches;
  private final long seconds;

  /**
   * @param seconds by which the clock is ahead; negative if it is behind
   */
  ClockBreak(MemberFaults switches, long seconds) {
    this.switches = switches;
    this.seconds = seconds;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    for (String node : members) {
      switches.setClock(node, seconds);
    }
  }

  @Override
  public void heal(List<String> members) throws IOException {
    for (String node : members) {
      switches.setClock(node, 0);
    }
  }
}
