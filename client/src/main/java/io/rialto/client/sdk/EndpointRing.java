package io.rialto.client.sdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which node to try next: the one said to lead, else round robin, those that failed lately last.
 * Nodes that hints name are remembered beside the configured ones. Loop thread only.
 */
final class EndpointRing {

  private static final long NANOS = 1_000_000L;

  private final List<String> endpoints;
  private final Pace pace;
  private final LongSupplier nanoTime;
  private final Map<String, Long> failures = new HashMap<>();
  private int position;
  private String leader;

  EndpointRing(List<String> endpoints, Pace pace, LongSupplier nanoTime) {
    this.endpoints = new ArrayList<>(endpoints);
    this.pace = pace;
    this.nanoTime = nanoTime;
  }

  int size() {
    return endpoints.size();
  }

  /** Where to send now: the leader if it is known, else the node whose turn it is. */
  String preferred() {
    return leader != null ? leader : endpoints.get(position);
  }

  /** Takes a hint, unless it names no node, or one that could not be reached just now. */
  boolean hint(String endpoint) {
    if (!Channels.isAddress(endpoint) || failedWithin(endpoint, pace.shunned())) {
      return false;
    }
    leader = endpoint;
    return true;
  }

  /** A node accepted a command: it leads, or forwards. */
  void accepted(String endpoint) {
    failures.remove(endpoint);
  }

  /** A node could not be reached, or fell silent. */
  void failed(String endpoint) {
    failures.put(endpoint, nanoTime.getAsLong());
    passOver(endpoint);
  }

  /** A node cannot help now: the next one's turn. */
  void passOver(String endpoint) {
    if (endpoint.equals(leader)) {
      leader = null;
    }
    if (endpoint.equals(endpoints.get(position))) {
      position = leastFailedAfter(position);
    }
  }

  private int leastFailedAfter(int from) {
    // Older than this a failure no longer counts: the node may well be back.
    long longAgo = nanoTime.getAsLong() - (pace.silence() + pace.probe()) * NANOS;
    int best = (from + 1) % endpoints.size();
    for (int step = 2; step <= endpoints.size(); step++) {
      int candidate = (from + step) % endpoints.size();
      if (failedAt(candidate, longAgo) - failedAt(best, longAgo) < 0) {
        best = candidate;
      }
    }
    return best;
  }

  private long failedAt(int index, long longAgo) {
    Long failed = failures.get(endpoints.get(index));
    return failed == null || failed - longAgo < 0 ? longAgo : failed;
  }

  private boolean failedWithin(String endpoint, long millis) {
    Long failed = failures.get(endpoint);
    return failed != null && nanoTime.getAsLong() - failed < millis * NANOS;
  }
}
