package io.rialto.chaos.check;

import com.google.protobuf.ByteString;
import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Nodes that contradict each other. */
final class EvidenceDamages {

  private EvidenceDamages() {}

  static List<Damage> all() {
    return List.of(
        new Damage("a diverged hash", Kind.DIVERGED, "node n2", EvidenceDamages::hash),
        new Damage("two leaders", Kind.LEADERS, "both n1 and n2 led", EvidenceDamages::leaders),
        new Damage("a node that halted", Kind.DIVERGED, "exit code 35", EvidenceDamages::halted),
        new Damage("another audit log", Kind.DIVERGED, "differ from", EvidenceDamages::auditLog));
  }

  private static HistoryRecord.NodeSeen second(WrittenRun run) {
    return (HistoryRecord.NodeSeen)
        run.records.stream()
            .filter(line -> line instanceof HistoryRecord.NodeSeen seen && seen.node().equals("n2"))
            .findFirst()
            .orElseThrow();
  }

  private static void change(WrittenRun run, NodeStatus status) {
    HistoryRecord.NodeSeen seen = second(run);
    run.records.set(
        run.records.indexOf(seen),
        new HistoryRecord.NodeSeen(
            seen.nanos(), seen.node(), status, seen.hashAtLogIndex(), seen.last()));
  }

  private static long hash(WrittenRun run, Random random) {
    change(
        run, second(run).status().toBuilder().setHashAt(ByteString.copyFromUtf8("other")).build());
    return 0;
  }

  private static long leaders(WrittenRun run, Random random) {
    change(run, second(run).status().toBuilder().setRole(Role.LEADER).build());
    return 0;
  }

  private static long halted(WrittenRun run, Random random) {
    run.records.add(new HistoryRecord.MemberExited(1, "n2", 35, false));
    return 0;
  }

  private static long auditLog(WrittenRun run, Random random) {
    List<AuditEvent> events = new ArrayList<>(run.events);
    events.remove(events.size() - 1 - random.nextInt(events.size() / 2));
    run.eventsOfNode.put("n2", events);
    return 0;
  }
}
