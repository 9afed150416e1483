package io.rialto.node.raft;

import io.rialto.node.ops.Health;
import java.util.ArrayList;
import java.util.List;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.util.LifeCycle;

/**
 * The engine's health, from what it is seen to do and not from what it says of itself.
 *
 * <p>A follower's own commit index says nothing about how far behind it is, and a leader that is
 * cut off takes itself for one for a while. But a leader's log moves at least once a second, and so
 * does a follower that keeps up: who applies nothing for a few seconds is not ready, whatever the
 * reason.
 */
final class EngineHealth {
  private static final long APPLIED_MILLIS_MAX = 5_000;

  private EngineHealth() {}

  static Health look(DivisionInfo engine, MachineHost host) {
    if (!engine.isAlive()) {
      return new Health(List.of("the engine is " + engine.getLifeCycleState()), List.of());
    }
    return new Health(List.of(), notReady(engine, host));
  }

  private static List<String> notReady(DivisionInfo engine, MachineHost host) {
    List<String> reasons = new ArrayList<>();
    if (host.getLifeCycleState() != LifeCycle.State.RUNNING) {
      reasons.add("a snapshot is being installed");
    }
    if (engine.getLeaderId() == null) {
      reasons.add("no leader is known");
    }
    if (engine.isLeader() && !host.leaderReady()) {
      reasons.add("elected, but has not applied an entry of its own term yet");
    }
    if (!host.applied().any()) {
      reasons.add("has applied nothing since its start");
    } else if (host.applied().sinceLatestMillis() >= APPLIED_MILLIS_MAX) {
      reasons.add(
          "has applied nothing for "
              + host.applied().sinceLatestMillis()
              + " ms: it lags, or there is no majority");
    }
    return reasons;
  }
}
