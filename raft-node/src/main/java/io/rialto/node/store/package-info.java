/**
 * RocksDB as the home of a node's state: write batches, checkpoints, loading.
 *
 * <p>Rows in, rows out; knows no trading rule and no Raft. The write-ahead log is off, because the
 * Raft log is one already; flushes are atomic over all column families, so that after any crash the
 * database holds exactly the state after some entry, with that entry's index, term, log time and
 * hash among its rows.
 */
package io.rialto.node.store;
