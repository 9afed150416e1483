package io.rialto.node.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnwrittenRowsTest {
  private final UnwrittenRows rows = new UnwrittenRows();

  @Test
  void aRowThatChangesAgainTakesNoMoreThanItsNewestValue() {
    for (int entry = 0; entry < 100; entry++) {
      put(Table.ACCOUNTS, "alice", "12345");
      put(Table.HOLDINGS, "alice", "123");
    }
    assertThat(rows.bytes()).isEqualTo(2 * UnwrittenRows.ROW_BYTES + 5 + 5 + 5 + 3);

    put(Table.ACCOUNTS, "alice", "1");
    assertThat(rows.bytes()).isEqualTo(2 * UnwrittenRows.ROW_BYTES + 5 + 1 + 5 + 3);
    put(Table.ACCOUNTS, "alice", null);
    assertThat(rows.bytes()).isEqualTo(2 * UnwrittenRows.ROW_BYTES + 5 + 5 + 3);

    rows.clear();
    assertThat(rows.isEmpty()).isTrue();
    assertThat(rows.bytes()).isZero();
  }

  @Test
  void rowsComeOutByTableAndUnsignedKeyWhateverOrderTheyCameInEachWithItsNewestValue() {
    put(Table.PENDING, "b", "1");
    put(Table.ACCOUNTS, "b\u0000", "2");
    put(Table.ACCOUNTS, "b", "old");
    put(Table.ACCOUNTS, "a", null);
    put(Table.ACCOUNTS, "b", "3");
    rows.add(writer -> writer.write(Table.ACCOUNTS, new byte[] {(byte) 0xff}, bytes("4")));

    List<String> seen = new ArrayList<>();
    rows.forEach(
        (table, key, value) ->
            seen.add(
                table
                    + " "
                    + Byte.toUnsignedInt(key[0])
                    + " "
                    + (value == null ? "deleted" : new String(value, US_ASCII))));

    assertThat(seen)
        .containsExactly(
            "ACCOUNTS 97 deleted",
            "ACCOUNTS 98 3",
            "ACCOUNTS 98 2",
            "ACCOUNTS 255 4",
            "PENDING 98 1");
  }

  @Test
  void whatComesAndGoesUnwrittenIsNothingWhereKeysDoNotComeAgain() {
    put(Table.PENDING, "a", "1");
    put(Table.ACCOUNTS, "a", "1");
    put(Table.PENDING, "a", null);
    put(Table.ACCOUNTS, "a", null);
    assertThat(rows.contains(Table.PENDING, bytes("a"))).isFalse();
    assertThat(rows.contains(Table.ACCOUNTS, bytes("a"))).as("may be stored").isTrue();
    assertThat(rows.bytes()).isEqualTo(UnwrittenRows.ROW_BYTES + 1);

    put(Table.PENDING, "b", "1");
    rows.clear();
    put(Table.PENDING, "b", null);
    put(Table.PENDING, "b", null);
    assertThat(rows.contains(Table.PENDING, bytes("b"))).as("is stored").isTrue();
    assertThat(rows.value(Table.PENDING, bytes("b"))).isNull();
  }

  @Test
  void keysThatBeginAlikeAreToldApartAndSortedByAllTheirBytes() {
    Random random = new Random(1);
    Table[] tables = {Table.ACCOUNTS, Table.HOLDINGS};
    TreeMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
    for (int row = 0; row < 5_000; row++) {
      Table table = tables[random.nextInt(tables.length)];
      byte[] key = new byte[random.nextInt(11)];
      for (int at = 0; at < key.length; at++) {
        key[at] = (byte) (random.nextInt(3) - 1);
      }
      byte[] value = bytes(String.valueOf(row));
      rows.add(writer -> writer.write(table, key, value));
      expected.put(withTable(table, key), value);
    }
    List<byte[]> keys = new ArrayList<>();
    rows.forEach(
        (table, key, value) -> {
          byte[] whole = withTable(table, key);
          assertThat(value).isEqualTo(expected.get(whole)).isEqualTo(rows.value(table, key));
          keys.add(whole);
        });
    assertThat(keys).hasSize(expected.size());
    assertThat(keys.toArray(byte[][]::new)).isDeepEqualTo(expected.keySet().toArray(byte[][]::new));
  }

  private static byte[] withTable(Table table, byte[] key) {
    byte[] whole = new byte[key.length + 1];
    whole[0] = table.id();
    System.arraycopy(key, 0, whole, 1, key.length);
    return whole;
  }

  private void put(Table table, String key, String value) {
    rows.add(writer -> writer.write(table, bytes(key), value == null ? null : bytes(value)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
