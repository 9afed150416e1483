package io.rialto.node.machine;

import java.util.List;

/** The changed rows of an applied entry. */
record RowChanges(List<Rows.Row> rows) implements Changes {

  @Override
  public void forEach(RowWriter writer) {
    for (Rows.Row row : rows) {
      writer.write(row.table(), row.key(), row.value());
    }
  }
}
