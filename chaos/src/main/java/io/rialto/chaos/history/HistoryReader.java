package io.rialto.chaos.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads a history line by line: one line is in memory at a time. */
public final class HistoryReader {

  private static final JsonFactory JSON = new JsonFactory();

  private HistoryReader() {}

  /**
   * How the file ended.
   *
   * @param lines how many could be read
   * @param cut whether it ends in the middle of a line or of its compression: what wrote it was
   *     killed, and up to a second is missing
   */
  public record Ending(long lines, boolean cut) {}

  /**
   * Hands every record to {@code visitor}, in the file's order.
   *
   * @throws HistoryException if a line is no record; a cut end is no such failure
   */
  public static Ending read(Path file, Consumer<HistoryRecord> visitor) throws IOException {
    long lines = 0;
    try (InputStream plain = Files.newInputStream(file);
        InputStream in = decompressed(file, plain);
        JsonParser json = JSON.createParser(in)) {
      HistoryFields fields = new HistoryFields();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        fields.read(json);
        visitor.accept(record(fields, file, lines + 1));
        lines++;
      }
      if (json.currentToken() != null) {
        throw new HistoryException(
            file + ", line " + (lines + 1) + " is no JSON object: " + json.currentToken(), null);
      }
      return new Ending(lines, false);
    } catch (JsonEOFException | EOFException cut) {
      return new Ending(lines, true);
    } catch (JsonParseException broken) {
      throw new HistoryException(
          file + ", line " + (lines + 1) + ": " + broken.getOriginalMessage(), broken);
    }
  }

  private static HistoryRecord record(HistoryFields fields, Path file, long line)
      throws HistoryException {
    try {
      return fields.record();
    } catch (IllegalArgumentException e) {
      throw new HistoryException(file + ", line " + line + ": " + e.getMessage(), e);
    }
  }

  private static InputStream decompressed(Path file, InputStream plain) throws IOException {
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(plain, HistoryLimits.BUFFER_BYTES)
        : plain;
  }
}
