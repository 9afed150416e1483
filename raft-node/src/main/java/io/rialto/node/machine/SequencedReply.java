package io.rialto.node.machine;

/** What a sequence of a session has come to. */
record SequencedReply(long sequence, RecordedReply reply) {}
