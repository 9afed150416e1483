package io.rialto.node.raft;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A data directory in a zip file. */
final class Archive {

  /** What a process leaves for itself or for people, and the next one makes anew. */
  private static final Set<String> LEFT_OUT = Set.of("LOCK", "LOG", "in_use.lock");

  private Archive() {}

  /** Copies a directory as a kill at this moment would leave it. */
  static void copy(Path directory, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Archive::belongs).toList()) {
        Path target = copy.resolve(directory.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  static void pack(Path directory, Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(directory)) {
      zip.setLevel(9);
      for (Path file : files.filter(Archive::belongs).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  private static boolean belongs(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && !LEFT_OUT.contains(name) && !name.startsWith("LOG.old");
  }

  static void unpack(Path archive, Path directory) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : List.copyOf(zip.stream().toList())) {
        Path file = directory.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip.getInputStream(entry), file);
      }
    }
  }
}
