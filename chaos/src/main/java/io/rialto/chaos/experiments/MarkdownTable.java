package io.rialto.chaos.experiments;

import java.util.List;

/** A table for people: words stand on the left of their column, figures on the right. */
final class MarkdownTable {

  private final StringBuilder text = new StringBuilder();
  private final int columns;

  /**
   * @param words how many columns on the left hold words; the others hold figures
   */
  MarkdownTable(int words, String... heads) {
    columns = heads.length;
    line(List.of(heads));
    text.append('|');
    for (int column = 0; column < columns; column++) {
      text.append(column < words ? "---|" : "---:|");
    }
    text.append('\n');
  }

  MarkdownTable row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells in " + columns + " columns");
    }
    line(List.of(cells));
    return this;
  }

  private void line(List<String> cells) {
    text.append('|');
    cells.forEach(cell -> text.append(' ').append(cell).append(" |"));
    text.append('\n');
  }

  /** The table, its last line ended. */
  String text() {
    return text.toString();
  }
}
