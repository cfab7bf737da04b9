package gavel.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as their widest cell; numbers stand at the right. */
public final class TextTable {
  private static final String GAP = "  ";
  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /** The heads of the columns. */
  public TextTable(String... heads) {
    this.heads = List.of(heads);
  }

  /** Adds a row with a cell for each column. */
  public TextTable row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + heads.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines of the table, without a line break at the end. */
  @Override
  public String toString() {
    int[] widths = new int[heads.size()];
    measure(heads, widths);
    rows.forEach(row -> measure(row, widths));
    StringBuilder text = new StringBuilder(line(heads, widths));
    rows.forEach(row -> text.append(System.lineSeparator()).append(line(row, widths)));
    return text.toString();
  }

  private static void measure(List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String pad = " ".repeat(widths[i] - cell.length());
      boolean number = !cell.isEmpty() && Character.isDigit(cell.charAt(0));
      line.append(i == 0 ? "" : GAP).append(number ? pad + cell : cell + pad);
    }
    return line.toString().stripTrailing();
  }
}
