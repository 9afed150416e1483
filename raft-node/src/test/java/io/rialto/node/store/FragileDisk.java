package io.rialto.node.store;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The real disk as a process sees it that is killed after so many changes: each file made, written,
 * moved, linked, synced or deleted is a step, a write and a copy are two. From the fatal step on
 * nothing works any more, so that no clean-up of the dying code reaches the disk.
 */
public final class FragileDisk extends FileSystemProvider {
  private final FileSystemProvider disk = FileSystems.getDefault().provider();
  private final FileSystem fileSystem = new FragileFileSystem(this);
  private final int stepsBeforeDeath;
  private int steps;

  /** The process is no more. */
  public static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;

    KilledError(int steps) {
      super("killed after " + steps + " steps");
    }
  }

  private interface FragilePath {
    Path onDisk();
  }

  public FragileDisk(int stepsBeforeDeath) {
    this.stepsBeforeDeath = stepsBeforeDeath;
  }

  /** The same path; all that is done with it, and with what is reached from it, counts. */
  public Path path(Path onDisk) {
    InvocationHandler handler = (proxy, method, arguments) -> call(onDisk, method, arguments);
    Class<?>[] types = {Path.class, FragilePath.class};
    return (Path) Proxy.newProxyInstance(FragileDisk.class.getClassLoader(), types, handler);
  }

  private Object call(Path onDisk, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "onDisk":
        return onDisk;
      case "getFileSystem":
        return fileSystem;
      default:
        return wrap(invoke(onDisk, method, arguments));
    }
  }

  private static Object invoke(Path onDisk, Method method, Object[] arguments) throws Throwable {
    Object[] unwrapped =
        arguments == null
            ? null
            : Arrays.stream(arguments).map(FragileDisk::unwrap).toArray(Object[]::new);
    try {
      return method.invoke(onDisk, unwrapped);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object wrap(Object result) {
    return result instanceof Path path ? path(path) : result;
  }

  private static Object unwrap(Object argument) {
    return argument instanceof FragilePath fragile ? fragile.onDisk() : argument;
  }

  private static Path onDisk(Path path) {
    return (Path) unwrap(path);
  }

  private void alive() {
    if (steps > stepsBeforeDeath) {
      throw new KilledError(stepsBeforeDeath);
    }
  }

  /** Called before each change. */
  void step() {
    steps++;
    alive();
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    step();
    disk.createDirectory(onDisk(directory), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    step();
    disk.createLink(onDisk(link), onDisk(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    step();
    disk.delete(onDisk(path));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    step();
    disk.move(onDisk(source), onDisk(target), options);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    step();
    byte[] contents = Files.readAllBytes(onDisk(source));
    Files.write(
        onDisk(target),
        Arrays.copyOf(contents, contents.length / 2),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
    step();
    disk.copy(onDisk(source), onDisk(target), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!options.contains(StandardOpenOption.WRITE)) {
      alive();
      return disk.newByteChannel(onDisk(path), options, attributes);
    }
    step();
    return new FragileChannel(this, disk.newByteChannel(onDisk(path), options, attributes));
  }

  /** Only used to sync. */
  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    step();
    return disk.newFileChannel(onDisk(path), options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    alive();
    DirectoryStream<Path> entries = disk.newDirectoryStream(onDisk(directory), filter);
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> onDisk = entries.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return onDisk.hasNext();
          }

          @Override
          public Path next() {
            return path(onDisk.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        entries.close();
      }
    };
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    alive();
    disk.checkAccess(onDisk(path), modes);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    alive();
    return disk.readAttributes(onDisk(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    alive();
    return disk.readAttributes(onDisk(path), attributes, options);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return disk.getFileAttributeView(onDisk(path), type, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    step();
    disk.setAttribute(onDisk(path), attribute, value, options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return disk.isSameFile(onDisk(path), onDisk(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return disk.isHidden(onDisk(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return disk.getFileStore(onDisk(path));
  }

  @Override
  public String getScheme() {
    return "fragile";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("there is one, made with the disk");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("paths have it");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("paths come from the real disk");
  }
}
