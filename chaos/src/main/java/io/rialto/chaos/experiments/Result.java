package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What one experiment came to. */
interface Result {

  Experiment experiment();

  /** Whether every command and every request had the answer it should have. */
  boolean holds();

  ObjectNode json();

  /** Text and tables, without a heading and without pictures; each line ended. */
  String markdown();

  List<Picture> pictures();

  /**
   * A drawing.
   *
   * @param svg the whole file
   */
  record Picture(String fileName, String title, String svg) {}
}
