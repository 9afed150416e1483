package io.rialto.node.ingress;

import io.rialto.node.machine.Result;

/**
 * Who waits for an operation's answer. Exactly one of the two is called, once, by the responder.
 */
interface ReplyTo {

  /** The machine's answer. */
  void settled(Result result);

  /** The ingress's own answer. */
  void refused(Refusal refusal);
}
