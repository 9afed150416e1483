package io.rialto.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents point to is there: a promise's test, a link's page. */
class DocumentsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern TEST =
      Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))(?:\\.(\\w+))?`");
  private static final Pattern PROMISE = Pattern.compile("(?m)^\\| (P\\d) \\|(.*)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)\\s]*\\)");

  @Test
  void everyTestThatADocumentNamesExists() throws IOException {
    List<Path> tests = files("src/test/java", ".java");
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult named : matches(TEST, document)) {
        if (tests.stream().noneMatch(file -> holds(file, named.group(1), named.group(2)))) {
          missing.add(ROOT.relativize(document) + " names " + named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyTestOfAPromiseRunsWithThePromisesCommand() throws IOException {
    List<Path> tests = files("src/test/java", ".java");
    List<String> missing = new ArrayList<>();
    for (MatchResult row : matches(PROMISE, ROOT.resolve("README.md"))) {
      String tag = "@Tag(\"" + row.group(1) + "\")";
      for (MatchResult named : TEST.matcher(row.group(2)).results().toList()) {
        for (Path file : tests) {
          if (file.getFileName().toString().equals(named.group(1) + ".java")
              && !Files.readString(file).contains(tag)) {
            missing.add(named.group(1) + " lacks " + tag);
          }
        }
      }
      if (!row.group(2).contains("./mvnw verify -Dgroups=" + row.group(1) + "`")) {
        missing.add(row.group(1) + " lacks its command");
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyLinkInADocumentLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult link : matches(LINK, document)) {
        String target = link.group(1);
        if (!target.contains("://") && !Files.exists(document.resolveSibling(target))) {
          broken.add(ROOT.relativize(document) + " links to " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(files("docs", ".md"));
    documents.add(ROOT.resolve("README.md"));
    documents.add(ROOT.resolve("CONTRIBUTING.md"));
    return documents;
  }

  /** Files below a folder of this name, of the root or of a module. */
  private static List<Path> files(String folder, String suffix) throws IOException {
    List<Path> found = new ArrayList<>();
    List<Path> places = new ArrayList<>(List.of(ROOT));
    try (Stream<Path> modules = Files.list(ROOT)) {
      modules.filter(Files::isDirectory).forEach(places::add);
    }
    for (Path place : places) {
      if (Files.isDirectory(place.resolve(folder))) {
        try (Stream<Path> below = Files.walk(place.resolve(folder))) {
          below.filter(file -> file.toString().endsWith(suffix)).forEach(found::add);
        }
      }
    }
    return found;
  }

  private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(document));
    return matcher.results().toList();
  }

  private static boolean holds(Path file, String type, String method) {
    if (!file.getFileName().toString().equals(type + ".java")) {
      return false;
    }
    try {
      return method == null || Files.readString(file).contains(" " + method + "(");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
