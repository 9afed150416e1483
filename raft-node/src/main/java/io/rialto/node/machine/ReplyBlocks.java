package io.rialto.node.machine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored form of the replies that one entry records for one session: the values of the REPLIES
 * table. Each reply stands behind its sequence and its length.
 */
final class ReplyBlocks {

  private ReplyBlocks() {}

  /** The replies of one entry. */
  static byte[] encode(List<SequencedReply> replies) {
    RowEncoder encoder = new RowEncoder();
    RowEncoder each = new RowEncoder();
    for (SequencedReply reply : replies) {
      encoder.number(reply.sequence()).block(reply.reply().encodeInto(each.clear()));
    }
    return encoder.toBytes();
  }

  /** The sequences whose replies a block holds. */
  static Set<Long> sequences(byte[] row) {
    RowDecoder decoder = new RowDecoder(row);
    Set<Long> sequences = new LinkedHashSet<>();
    while (!decoder.isAtEnd()) {
      sequences.add(decoder.number());
      decoder.skipBlock();
    }
    return sequences;
  }

  /** Whether a block holds the sequence's reply. */
  static boolean contains(byte[] row, long sequence) {
    RowDecoder decoder = new RowDecoder(row);
    while (!decoder.isAtEnd()) {
      if (decoder.number() == sequence) {
        return true;
      }
      decoder.skipBlock();
    }
    return false;
  }

  /** The replies by sequence. */
  static Map<Long, RecordedReply> decode(byte[] row) {
    RowDecoder decoder = new RowDecoder(row);
    Map<Long, RecordedReply> replies = new LinkedHashMap<>();
    while (!decoder.isAtEnd()) {
      replies.put(decoder.number(), RecordedReply.decode(decoder.block()));
    }
    return replies;
  }
}
