package io.rialto.mutants;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The programs of a cluster whose nodes are broken: laid out as a build leaves them, by links to
 * the built ones, but for the node's jar.
 *
 * @param root below which they lie
 */
record BrokenPrograms(Path root) {

  private static final String NODE = "raft-node/target";

  /**
   * Lays them out beside a mutant's classes, unless they are there already.
   *
   * @param checkout the root of the built checkout
   */
  static BrokenPrograms of(Path checkout, Path broken) throws IOException {
    Path root = broken.resolveSibling("programs");
    if (Files.exists(root)) {
      return new BrokenPrograms(root);
    }
    Path target = Files.createDirectories(root.resolve(NODE));
    Files.createSymbolicLink(target.resolve("lib"), checkout.resolve(NODE).resolve("lib"));
    Files.createSymbolicLink(root.resolve("quote-proxy"), checkout.resolve("quote-proxy"));
    Path jar = target.resolve("raft-node.jar");
    Files.copy(checkout.resolve(NODE).resolve("raft-node.jar"), jar);
    replaceClasses(jar, broken);
    return new BrokenPrograms(root);
  }

  private static void replaceClasses(Path jar, Path broken) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(broken)) {
      classes = files.filter(Files::isRegularFile).toList();
    }
    try (FileSystem contents = FileSystems.newFileSystem(jar, Map.of())) {
      for (Path each : classes) {
        Path place = contents.getPath("/").resolve(broken.relativize(each).toString());
        if (isOfNode(place)) {
          Files.createDirectories(place.getParent());
          Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** The other modules' classes come from the jars beside it. */
  private static boolean isOfNode(Path place) {
    return place.startsWith("/io/rialto/node") && place.toString().endsWith(".class");
  }
}
