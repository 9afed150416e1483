package io.rialto.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file being written; a kill may come in the middle of a write. */
final class FragileChannel implements SeekableByteChannel {
  private final FragileDisk disk;
  private final SeekableByteChannel file;

  FragileChannel(FragileDisk disk, SeekableByteChannel file) {
    this.disk = disk;
    this.file = file;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    disk.step();
    int length = source.remaining();
    int end = source.limit();
    source.limit(source.position() + length / 2);
    while (source.hasRemaining()) {
      file.write(source);
    }
    disk.step();
    source.limit(end);
    while (source.hasRemaining()) {
      file.write(source);
    }
    return length;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    disk.step();
    file.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
