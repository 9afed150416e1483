package io.rialto.node.ingress;

/** What makes two operations attempts of the same command. */
sealed interface Attempt {

  record OfSequence(long session, long sequence) implements Attempt {}

  record OfRequest(String requestId) implements Attempt {}
}
