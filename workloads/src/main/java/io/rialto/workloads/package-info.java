/**
 * Workload files: reading, generating and replaying them, and the report of a replay.
 *
 * <p>Everything goes through {@link io.rialto.client.sdk.RialtoClient} as any other program would;
 * nothing here knows how the cluster works inside. Files are streamed both ways: memory depends on
 * what is under way, not on how long a file is. A file never names where something is written: the
 * file name of a DUMPLOG is only recorded.
 */
package io.rialto.workloads;
