package io.rialto.node.machine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The stored form of the replies that one entry records for one session: the values of the REPLIES
 * table. Each reply stands behind its sequence and its length.
 */
final class ReplyBlocks {

  private ReplyBlocks() {}

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

  /** Writes the block of one session's replies in an entry while they are recorded. */
  static final class Writer {
    private final RowEncoder block = new RowEncoder();
    private final RowEncoder each = new RowEncoder();
    private long lowest = Long.MAX_VALUE;
    private long highest;

    void add(long sequence, RecordedReply reply) {
      block.number(sequence).block(reply.encodeInto(each.clear()));
      lowest = Math.min(lowest, sequence);
      highest = Math.max(highest, sequence);
    }

    /** The reply of a sequence that was added; null if it was not. */
    RecordedReply find(long sequence) {
      RowDecoder decoder = new RowDecoder(block.toBytes());
      while (!decoder.isAtEnd()) {
        if (decoder.number() == sequence) {
          return RecordedReply.decode(decoder.block());
        }
        decoder.skipBlock();
      }
      return null;
    }

    /** No sequence above it was added. */
    long highest() {
      return highest;
    }

    /** The block of the replies from this sequence on, in the order in which they were added. */
    byte[] from(long first) {
      if (first > lowest) {
        Writer kept = new Writer();
        decode(block.toBytes())
            .forEach(
                (sequence, reply) -> {
                  if (sequence >= first) {
                    kept.add(sequence, reply);
                  }
                });
        return kept.block.toBytes();
      }
      return block.toBytes();
    }
  }
}
