package io.rialto.chaos.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.promises.GrowingBalance.Acknowledged;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Strict reads of one node, each compared with what was acknowledged before it was sent. */
final class ComparedReads {

  private final NodeCalls node;
  private final GrowingBalance balance;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final Queue<String> old = new ConcurrentLinkedQueue<>();

  ComparedReads(NodeCalls node, GrowingBalance balance) {
    this.node = node;
    this.balance = balance;
  }

  /** Sends one and returns at once; a refusal is no answer. */
  void send() {
    sent.incrementAndGet();
    Acknowledged before = balance.acknowledged();
    node.reading(balance.user(), Consistency.STRICT)
        .thenAccept(
            reply -> {
              if (reply.getCode() == ResultCode.OK) {
                compare(before, reply);
              }
            });
  }

  private void compare(Acknowledged before, SummaryReply reply) {
    answered.incrementAndGet();
    if (reply.getLogIndex() < before.logIndex()
        || reply.getSummary().getCashCents() < before.cashCents()) {
      old.add(
          "log index %d with %d cents, after %s was acknowledged"
              .formatted(reply.getLogIndex(), reply.getSummary().getCashCents(), before));
    }
  }

  int sent() {
    return sent.get();
  }

  int answered() {
    return answered.get();
  }

  void assertNoneWasOld() {
    assertThat(old).as("old answers of %s", answered).isEmpty();
  }
}
