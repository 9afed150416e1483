package io.rialto.chaos.check;

import com.google.protobuf.ByteString;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.proto.cluster.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What nodes said of themselves: equal hashes at equal log indexes, and one leader a term. */
final class ReplicaCheck {

  private static final int HASH_DIGITS_SHOWN = 16;

  private record Hash(ByteString bytes, String node, long nanos) {}

  private final Findings findings;
  private final Map<Long, Hash> hashes = new HashMap<>();
  private final Map<Long, String> leaders = new HashMap<>();
  private final Map<Long, Set<String>> comparedAtEnd = new HashMap<>();

  ReplicaCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<HistoryRecord.NodeSeen> statuses) {
    for (HistoryRecord.NodeSeen seen : statuses) {
      look(seen, seen.status().getAppliedLogIndex(), seen.status().getHash());
      look(seen, seen.hashAtLogIndex(), seen.status().getHashAt());
      if (seen.status().getRole() == Role.LEADER) {
        lookAtLeader(seen);
      }
    }
  }

  private void look(HistoryRecord.NodeSeen seen, long logIndex, ByteString hash) {
    if (logIndex == 0 || hash.isEmpty()) {
      return;
    }
    if (seen.last()) {
      comparedAtEnd.computeIfAbsent(logIndex, index -> new TreeSet<>()).add(seen.node());
    }
    Hash now = new Hash(hash, seen.node(), seen.nanos());
    Hash before = hashes.putIfAbsent(logIndex, now);
    if (before != null && !before.bytes.equals(hash)) {
      findings.add(
          Kind.DIVERGED,
          0,
          "after log index "
              + logIndex
              + " node "
              + before.node
              + " had the hash "
              + shown(before.bytes)
              + " (seen at "
              + Operation.seconds(before.nanos)
              + "), node "
              + now.node
              + " had "
              + shown(now.bytes)
              + " (seen at "
              + Operation.seconds(now.nanos)
              + ")");
    }
  }

  private void lookAtLeader(HistoryRecord.NodeSeen seen) {
    long term = seen.status().getTerm();
    String before = leaders.putIfAbsent(term, seen.node());
    if (before != null && !before.equals(seen.node())) {
      findings.add(
          Kind.LEADERS, 0, "in term " + term + " both " + before + " and " + seen.node() + " led");
    }
  }

  /** The nodes whose hash at the end was not compared with all others' at one log index. */
  Set<String> notCompared(List<String> nodes) {
    Set<String> best = new HashSet<>();
    for (Set<String> compared : comparedAtEnd.values()) {
      if (compared.size() > best.size()) {
        best = compared;
      }
    }
    Set<String> missing = new TreeSet<>(nodes);
    missing.removeAll(best);
    return missing;
  }

  private static String shown(ByteString hash) {
    String digits = HexFormat.of().formatHex(hash.toByteArray());
    return digits.substring(0, Math.min(HASH_DIGITS_SHOWN, digits.length()));
  }
}
