package io.rialto.chaos.experiments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what experiments came to into a directory: text, JSON and pictures. */
public final class ExperimentsFiles {

  private static final String TEXT = "experiments.md";
  private static final String JSON = "experiments.json";
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ExperimentsFiles() {}

  /** Makes sure, before anything is measured, that the directory can be written into. */
  public static void prepare(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "experiments", ".tmp"));
    } catch (IOException e) {
      throw new ExperimentException("cannot write into " + directory + ": " + e, e);
    }
  }

  /** Returns the files' names. Files of an earlier run with these names are replaced. */
  public static List<String> write(Path directory, ExperimentsOutcome outcome) throws IOException {
    List<String> names = new ArrayList<>(List.of(TEXT, JSON));
    Files.writeString(directory.resolve(TEXT), ExperimentsText.markdown(outcome, true));
    Files.writeString(
        directory.resolve(JSON), MAPPER.writeValueAsString(ExperimentsText.json(outcome)) + "\n");
    for (Result result : outcome.results()) {
      for (Result.Picture picture : result.pictures()) {
        Files.writeString(directory.resolve(picture.fileName()), picture.svg());
        names.add(picture.fileName());
      }
    }
    return names;
  }
}
