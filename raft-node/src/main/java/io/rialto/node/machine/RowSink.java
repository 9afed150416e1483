package io.rialto.node.machine;

/** Takes changed rows. Arrays are given away: neither side alters them afterwards. */
interface RowSink {

  /** For what is only looked at: changes are written nowhere. */
  RowSink NOWHERE =
      new RowSink() {
        @Override
        public void put(Table table, byte[] key, byte[] value) {
          // Of a copy.
        }

        @Override
        public void delete(Table table, byte[] key) {
          // Of a copy.
        }
      };

  void put(Table table, byte[] key, byte[] value);

  void delete(Table table, byte[] key);
}
