package io.rialto.node.raft;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what nodes report of their state after the same entry.
 *
 * <p>Reports stand in the log, so every node judges at the same entry: who differs from what a
 * majority reported is wrong and must halt; where all have reported and no majority agrees, nobody
 * can tell who is right, and all must halt. One thread.
 */
final class HashJury {
  private static final int INDEXES_MAX = 64;

  private final String self;
  private final int members;
  private final TreeMap<Long, Map<String, byte[]>> reports = new TreeMap<>();

  HashJury(String self, int members) {
    this.self = self;
    this.members = members;
  }

  /**
   * Takes a report in.
   *
   * @param own this node's hash after that entry, or null if it does not know it
   * @return why this node must halt, or null
   */
  String hear(String node, long index, byte[] hash, byte[] own) {
    Map<String, byte[]> heard = reports.computeIfAbsent(index, ignored -> new TreeMap<>());
    heard.put(node, hash);
    if (reports.size() > INDEXES_MAX) {
      reports.pollFirstEntry();
    }
    byte[] majority = majority(heard);
    if (majority != null) {
      return own == null || Arrays.equals(own, majority)
          ? null
          : "after entry "
              + index
              + " node "
              + self
              + " has "
              + text(own)
              + ", while a majority has "
              + text(majority);
    }
    return heard.size() < members
        ? null
        : "after entry " + index + " no two nodes of a majority agree: " + text(heard);
  }

  private byte[] majority(Map<String, byte[]> heard) {
    for (byte[] candidate : heard.values()) {
      long agreeing =
          heard.values().stream().filter(hash -> Arrays.equals(hash, candidate)).count();
      if (agreeing > members / 2) {
        return candidate;
      }
    }
    return null;
  }

  private static String text(byte[] hash) {
    return HexFormat.of().formatHex(hash, 0, Math.min(8, hash.length));
  }

  private static String text(Map<String, byte[]> heard) {
    StringBuilder text = new StringBuilder();
    heard.forEach((node, hash) -> text.append(node).append('=').append(text(hash)).append(' '));
    return text.toString().strip();
  }
}
