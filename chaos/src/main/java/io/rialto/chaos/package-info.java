/**
 * The launcher's verbs, put together: those of the client and of the workloads, and this module's
 * own, which run clusters of real processes, hurt them, and judge what became of every acknowledged
 * command.
 *
 * <p>Nothing here imports the node or the quote proxy: they are programs, found by path and spoken
 * to by gRPC and by signals, as a user would.
 */
package io.rialto.chaos;
