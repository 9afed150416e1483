package io.rialto.node.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.Table;
import org.junit.jupiter.api.Test;

class GatheredRowsTest {
  private final GatheredRows rows = new GatheredRows();

  @Test
  void whatIsBeingWrittenIsFoundUntilItIsWrittenAndHiddenByWhatComesMeanwhile() {
    put("a", "1");
    put("b", "1");
    put("c", null);
    UnwrittenRows leaving = rows.leave();
    put("b", "2");
    put("d", null);

    assertThat(found("a")).isEqualTo("1");
    assertThat(found("b")).isEqualTo("2");
    assertThat(found("c")).isEqualTo("deleted");
    assertThat(found("d")).isEqualTo("deleted");
    assertThat(found("e")).isEqualTo("not here");
    assertThat(value(leaving, "b")).as("what is being written does not change").isEqualTo("1");
    assertThat(leaving.contains(Table.ACCOUNTS, bytes("d"))).isFalse();

    rows.left();
    assertThat(found("a")).isEqualTo("not here");
    assertThat(found("b")).isEqualTo("2");
    assertThat(found("c")).isEqualTo("not here");
  }

  @Test
  void whatCouldNotBeWrittenComesFirstTheNextTime() {
    assertThat(rows.unfinished()).isNull();
    assertThat(rows.leave()).as("nothing is there").isNull();
    put("a", "1");
    UnwrittenRows first = rows.leave();
    put("a", "2");
    assertThat(rows.unfinished()).isSameAs(first);

    rows.left();
    assertThat(rows.unfinished()).isNull();
    assertThat(value(rows.leave(), "a")).isEqualTo("2");
    rows.left();
    assertThat(rows.leave()).isNull();
  }

  @Test
  void bytesCountFromTheLastWriteOn() {
    long one = put("a", "1");
    assertThat(put("b", "1")).isEqualTo(2 * one);
    rows.leave();
    assertThat(put("c", "1")).isEqualTo(one);
    rows.left();
    assertThat(put("d", "1")).isEqualTo(2 * one);
  }

  private long put(String key, String value) {
    return rows.add(
        writer -> writer.write(Table.ACCOUNTS, bytes(key), value == null ? null : bytes(value)));
  }

  private String found(String key) {
    GatheredRows.Found found = rows.find(Table.ACCOUNTS, bytes(key));
    if (found == null) {
      return "not here";
    }
    return found.value() == null ? "deleted" : new String(found.value(), US_ASCII);
  }

  private static String value(UnwrittenRows rows, String key) {
    return new String(rows.value(Table.ACCOUNTS, bytes(key)), US_ASCII);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
