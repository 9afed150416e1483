package io.rialto.chaos.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The image of the programs as they are built now, made with the Dockerfile that users have. Its
 * name follows from what is in it, so that the same programs are packed once.
 */
final class ContainerImage {

  private static final String REPOSITORY = "rialto-chaos";
  private static final String LABEL = "io.rialto.image";
  private static final int DIGITS = 16;
  private static final int PROGRAM_MODE = 0100755;
  private static final String FROM = "FROM ";

  private final DockerClient client;
  private final Consumer<String> progress;

  ContainerImage(ContainerEngine engine, Consumer<String> progress) {
    this.client = engine.client();
    this.progress = progress;
  }

  /**
   * Gets the image on which the programs' is built, if it is not here yet; empty if it is here now,
   * else what to do.
   */
  static Optional<String> lackingBase(Programs programs) {
    DockerClient client = ContainerEngine.find();
    try {
      String base = base(programs);
      if (isThere(client, base)) {
        return Optional.empty();
      }
      PullImageResultCallback pull = client.pullImageCmd(base).exec(new PullImageResultCallback());
      boolean ended = pull.awaitCompletion(ClusterLimits.PULL_MAX.toSeconds(), TimeUnit.SECONDS);
      return ended && isThere(client, base) ? Optional.empty() : Optional.of(notHere(base));
    } catch (DockerException | DockerClientException e) {
      return Optional.of(notHere(ContainerEngine.say(e)));
    } catch (IOException e) {
      return Optional.of("the Dockerfile cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while an image was fetched");
    }
  }

  private static String notHere(String what) {
    return "containers need the image that the Dockerfile starts from, and no registry gives it"
        + " (.ci/stand-in-image makes one like it): "
        + what;
  }

  private static String base(Programs programs) throws IOException {
    return Files.readAllLines(programs.imageContext().get("Dockerfile")).stream()
        .filter(line -> line.startsWith(FROM))
        .map(line -> line.substring(FROM.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IOException("it has no line " + FROM));
  }

  /** The image's name; it is made if it is not there. */
  String of(Programs programs) throws ClusterException {
    Map<String, Path> context = programs.imageContext();
    String name = REPOSITORY + ":" + fingerprint(context);
    if (!isThere(client, name)) {
      progress.accept("making the image " + name);
      build(name, context);
      deleteOld(name);
    }
    return name;
  }

  private static boolean isThere(DockerClient client, String name) {
    try {
      client.inspectImageCmd(name).exec();
      return true;
    } catch (NotFoundException missing) {
      return false;
    }
  }

  private void build(String name, Map<String, Path> context) throws ClusterException {
    Path archive = null;
    try {
      archive = Files.createTempFile("rialto-image-", ".tar");
      pack(context, archive);
      try (InputStream content = Files.newInputStream(archive)) {
        client
            .buildImageCmd(content)
            .withTags(Set.of(name))
            .withLabels(Map.of(LABEL, "chaos"))
            .exec(new BuildImageResultCallback())
            .awaitImageId(ClusterLimits.PULL_MAX.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (DockerException | DockerClientException | IOException e) {
      throw new ClusterException(
          "could not make the image of the programs: " + ContainerEngine.say(e), e);
    } finally {
      if (archive != null) {
        archive.toFile().delete();
      }
    }
  }

  private static void pack(Map<String, Path> context, Path archive) throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, Path> part : context.entrySet()) {
        for (Path file : files(part.getValue())) {
          Path inside = Path.of(part.getKey()).resolve(part.getValue().relativize(file));
          TarArchiveEntry entry = new TarArchiveEntry(file, inside.toString());
          entry.setMode(
              Files.isExecutable(file) ? PROGRAM_MODE : TarArchiveEntry.DEFAULT_FILE_MODE);
          tar.putArchiveEntry(entry);
          Files.copy(file, tar);
          tar.closeArchiveEntry();
        }
      }
    }
  }

  /** A file itself, or all files of a folder. */
  private static List<Path> files(Path part) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Others may be at work with newer ones. */
  private void deleteOld(String name) {
    long oldest = Instant.now().minus(ClusterLimits.IMAGE_AGE_MAX).getEpochSecond();
    for (Image image : client.listImagesCmd().withLabelFilter(LABEL + "=chaos").exec()) {
      List<String> tags =
          Optional.ofNullable(image.getRepoTags()).map(Arrays::asList).orElse(List.of());
      if (image.getCreated() < oldest && !tags.contains(name)) {
        delete(image);
      }
    }
  }

  private void delete(Image image) {
    try {
      client.removeImageCmd(image.getId()).withForce(true).exec();
    } catch (ConflictException | NotFoundException inUseOrGone) {
      progress.accept("left the image " + image.getId() + " alone, which is in use or gone");
    }
  }

  /** Of names, sizes and times of all files: what the build writes anew has a new time. */
  private static String fingerprint(Map<String, Path> context) throws ClusterException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path part : context.values()) {
        for (Path file : files(part)) {
          String line =
              file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
          digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (IOException | UncheckedIOException e) {
      throw new ClusterException("could not read what the image is made of: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
