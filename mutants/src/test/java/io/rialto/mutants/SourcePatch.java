package io.rialto.mutants;

import java.util.ArrayList;
import java.util.List;

/**
 * What a unified diff does to one file. Line numbers are ignored: a hunk's old lines must stand in
 * the file exactly once.
 *
 * @param path from the root of the checkout
 */
record SourcePatch(String path, List<Hunk> hunks) {

  /** Lines that are to be found, and what stands there afterwards. */
  record Hunk(List<String> before, List<String> after) {}

  /** The patch no longer fits the code. */
  static final class DoesNotApplyException extends Exception {
    private static final long serialVersionUID = 1L;

    DoesNotApplyException(String message) {
      super(message);
    }
  }

  /** The patches of a diff as git writes it, whatever stands before the first. */
  static List<SourcePatch> parse(List<String> diff) {
    List<SourcePatch> patches = new ArrayList<>();
    List<Hunk> hunks = new ArrayList<>();
    for (String line : diff) {
      if (line.startsWith("+++ b/")) {
        hunks = new ArrayList<>();
        patches.add(new SourcePatch(line.substring("+++ b/".length()), hunks));
      } else if (line.startsWith("@@")) {
        hunks.add(new Hunk(new ArrayList<>(), new ArrayList<>()));
      } else if (!hunks.isEmpty() && !line.startsWith("diff ") && !line.startsWith("--- a/")) {
        addLine(hunks.get(hunks.size() - 1), line);
      }
    }
    return patches;
  }

  private static void addLine(Hunk hunk, String line) {
    String text = line.isEmpty() ? "" : line.substring(1);
    char kind = line.isEmpty() ? ' ' : line.charAt(0);
    if (kind == ' ' || kind == '-') {
      hunk.before().add(text);
    }
    if (kind == ' ' || kind == '+') {
      hunk.after().add(text);
    }
  }

  List<String> apply(List<String> source) throws DoesNotApplyException {
    List<String> lines = new ArrayList<>(source);
    for (Hunk hunk : hunks) {
      List<String> place = lines.subList(placeOf(hunk, lines), lines.size());
      place.subList(0, hunk.before().size()).clear();
      place.addAll(0, hunk.after());
    }
    return lines;
  }

  private int placeOf(Hunk hunk, List<String> lines) throws DoesNotApplyException {
    int place = -1;
    int length = hunk.before().size();
    for (int start = 0; start + length <= lines.size(); start++) {
      if (lines.subList(start, start + length).equals(hunk.before())) {
        if (place >= 0) {
          throw new DoesNotApplyException(path + " holds twice: " + hunk.before());
        }
        place = start;
      }
    }
    if (place < 0) {
      throw new DoesNotApplyException(path + " no longer holds: " + hunk.before());
    }
    return place;
  }
}
