package io.rialto.node.machine;

/** Takes changed rows. Arrays are given away: neither side alters them afterwards. */
interface RowSink {

  void put(Table table, byte[] key, byte[] value);

  void delete(Table table, byte[] key);
}
