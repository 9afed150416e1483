package io.rialto.client.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a verb prints: results to standard output, all else to standard error; colours on a
 * terminal only.
 */
final class Console {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final PrintWriter error;
  private final Ansi ansi;

  Console(CommandLine line) {
    this.out = line.getOut();
    this.error = line.getErr();
    this.ansi = line.getColorScheme().ansi();
  }

  void print(String text) {
    out.println(text);
    out.flush();
  }

  void printJson(JsonNode object) {
    try {
      print(JSON.writeValueAsString(object));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of plain values must be printable", impossible);
    }
  }

  void complain(String text) {
    error.println(text);
    error.flush();
  }

  String good(String word) {
    return ansi.string("@|green " + word + "|@");
  }

  String bad(String word) {
    return ansi.string("@|red " + word + "|@");
  }

  String doubtful(String word) {
    return ansi.string("@|yellow " + word + "|@");
  }

  String faint(String word) {
    return ansi.string("@|faint " + word + "|@");
  }
}
