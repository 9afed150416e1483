/**
 * The client SDK: a session with a cluster, over whatever leader it has. It retries what is safe to
 * retry, keeps each user's commands in order, and tells apart what was done, rejected, not done,
 * and unknown. It depends on grpc and the contracts only.
 *
 * <p>All state belongs to one thread, the client's loop ({@link io.rialto.client.sdk.Loop}): calls
 * of users and of gRPC enter it as tasks, so nothing here is locked. Results leave it on a second
 * thread, so that user code never holds up the loop.
 */
package io.rialto.client.sdk;
