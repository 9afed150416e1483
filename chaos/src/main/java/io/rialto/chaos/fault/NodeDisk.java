package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.ClusterException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of its own for one node's data: an image in a file, mounted over a loop device. */
final class NodeDisk {

  private static final String BALLAST = "ballast";

  private final Path image;
  private final Path directory;

  private NodeDisk(Path image, Path directory) {
    this.image = image;
    this.directory = directory;
  }

  /** Makes one for a directory that is not there yet. */
  static NodeDisk make(Path directory) throws IOException, InterruptedException {
    Path image = directory.resolveSibling(directory.getFileName() + ".disk");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(FaultLimits.DISK_BYTES);
    }
    Files.createDirectory(directory);
    SystemCommand.run("mkfs.ext4", "-q", "-F", "-m", "0", image);
    NodeDisk disk = new NodeDisk(image, directory);
    disk.mount();
    // A node starts on an empty directory only.
    Files.delete(directory.resolve("lost+found"));
    return disk;
  }

  Path directory() {
    return directory;
  }

  private void mount() throws ClusterException, InterruptedException {
    SystemCommand.run("mount", "-o", "loop", image, directory);
  }

  private void unmount() throws ClusterException, InterruptedException {
    for (int i = 1; isMounted(); i++) {
      try {
        SystemCommand.run("umount", directory);
      } catch (ClusterException busy) {
        if (i == FaultLimits.UNMOUNT_TRIES) {
          throw busy;
        }
        TimeUnit.NANOSECONDS.sleep(FaultLimits.LOOK_EVERY.toNanos());
      }
    }
  }

  private boolean isMounted() throws InterruptedException {
    try {
      SystemCommand.run("mountpoint", "-q", directory);
      return true;
    } catch (ClusterException notMounted) {
      return false;
    }
  }

  /** As after a power cut: only what is in the image is there. */
  void mountAgain() throws ClusterException, InterruptedException {
    unmount();
    mount();
  }

  /** Takes all the room there is, also while others take some. */
  void fill() throws IOException, InterruptedException {
    Path ballast = directory.resolve(BALLAST);
    long room = room();
    long bytes = room;
    while (bytes >= FaultLimits.BALLAST_BYTES_MIN) {
      // One that failed may have taken a part: the next one begins behind it.
      long taken = Files.exists(ballast) ? Files.size(ballast) : 0;
      boolean fits = true;
      try {
        SystemCommand.run("fallocate", "-o", taken, "-l", bytes, ballast);
      } catch (ClusterException tooMuch) {
        fits = false;
      }
      long left = room();
      bytes = fits && left < room ? left : Math.min(bytes / 2, left);
      room = left;
    }
  }

  private long room() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  void makeRoom() throws IOException {
    Files.deleteIfExists(directory.resolve(BALLAST));
  }

  /** Gives the disk up; what is on it is in the directory itself afterwards. */
  void discardAndKeepData() throws IOException, InterruptedException {
    Path kept = directory.resolveSibling(directory.getFileName() + ".kept");
    SystemCommand.run("cp", "-a", directory, kept);
    discard();
    Files.delete(directory);
    Files.move(kept, directory);
  }

  /** Gives the disk up with all that is on it. */
  void discard() throws IOException, InterruptedException {
    unmount();
    Files.deleteIfExists(image);
  }
}
