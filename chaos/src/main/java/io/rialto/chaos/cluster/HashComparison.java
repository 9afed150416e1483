package io.rialto.chaos.cluster;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;

/**
 * What nodes hold, compared at one log index.
 *
 * @param logIndex 0 if no node answered
 * @param hashes by node; empty bytes from a node that has applied that entry too long ago to know
 */
public record HashComparison(long logIndex, Map<String, ByteString> hashes) {

  public HashComparison {
    hashes = Map.copyOf(hashes);
  }

  /** Whether every node that answered gave a hash, and all the same. */
  public boolean agrees() {
    return new HashSet<>(hashes.values()).size() == 1
        && hashes.values().stream().noneMatch(ByteString::isEmpty);
  }

  /** A node's hash in hexadecimal digits, empty if it gave none. */
  public String hex(String node) {
    return HexFormat.of().formatHex(hashes.getOrDefault(node, ByteString.EMPTY).toByteArray());
  }
}
