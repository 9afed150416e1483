/**
 * The way in: the public gRPC services of a node.
 *
 * <p>Commands are checked, queued per user, given prices, batched into log entries by one thread
 * (the {@link io.rialto.node.ingress.Sequencer}), and answered by another. A follower passes calls
 * on to the leader. Reads wait for a barrier in the log and then read a consistent view.
 *
 * <p>Holds no trading rule and no state that matters: whatever is lost here, a client sends again,
 * and the machine recognises it. No gRPC thread ever waits for the log, and none gives it anything
 * to do.
 */
package io.rialto.node.ingress;
