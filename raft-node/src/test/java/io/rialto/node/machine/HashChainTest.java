package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashChainTest {

  private static final byte[] START = new byte[HashChain.LENGTH];

  private final HashChain hashes = new HashChain();

  @Test
  void itIsTheHashOfOneCanonicalTextHoweverLongItsRowsAre() throws IOException {
    List<Rows.Row> rows = new ArrayList<>();
    for (int length : new int[] {0, 1, 4_095, 4_096, 4_097, 3_000, 3_000, 100_000, 5}) {
      rows.add(row(rows.size(), filled(length)));
      rows.add(row(rows.size(), null));
    }
    for (int i = 0; i < 1_000; i++) {
      rows.add(row(rows.size(), null));
    }
    byte[] first = hashes.next(START, 7, 1_000, rows);
    byte[] second = hashes.next(first, 8, 1_001, List.of());

    assertThat(first).isEqualTo(hashOfText(START, 7, 1_000, rows));
    assertThat(second).isEqualTo(hashOfText(first, 8, 1_001, List.of()));
  }

  private static Rows.Row row(int key, byte[] value) {
    return new Rows.Row(Table.ACCOUNTS, ("user" + key).getBytes(StandardCharsets.US_ASCII), value);
  }

  private static byte[] filled(int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) length);
    return value;
  }

  /** The canonical form, version 1, written out in one piece. */
  private static byte[] hashOfText(
      byte[] previous, long index, long logTimeMillis, List<Rows.Row> rows) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(text);
    to.write(previous);
    to.writeByte(1);
    to.writeLong(index);
    to.writeLong(logTimeMillis);
    for (Rows.Row row : rows) {
      to.writeByte(row.table().id());
      to.writeInt(row.key().length);
      to.write(row.key());
      to.writeInt(row.value() == null ? -1 : row.value().length);
      if (row.value() != null) {
        to.write(row.value());
      }
    }
    return HashChain.sha256().digest(text.toByteArray());
  }
}
