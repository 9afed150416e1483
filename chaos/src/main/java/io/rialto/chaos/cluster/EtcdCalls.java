package io.rialto.chaos.cluster;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The two calls of etcd's v3 API that a load needs, in the wire format of its rpc.proto. */
public final class EtcdCalls {

  /** KV.Put. */
  public static final MethodDescriptor<byte[], byte[]> PUT = method("etcdserverpb.KV/Put");

  /** Maintenance.Status. */
  static final MethodDescriptor<byte[], byte[]> STATUS = method("etcdserverpb.Maintenance/Status");

  private static final int PUT_KEY = 1;
  private static final int PUT_VALUE = 2;
  private static final int STATUS_HEADER = 1;
  private static final int STATUS_LEADER = 4;
  private static final int HEADER_MEMBER = 2;

  private EtcdCalls() {}

  /** A PutRequest. */
  public static byte[] put(byte[] key, byte[] value) {
    byte[] request =
        new byte
            [CodedOutputStream.computeByteArraySize(PUT_KEY, key)
                + CodedOutputStream.computeByteArraySize(PUT_VALUE, value)];
    CodedOutputStream out = CodedOutputStream.newInstance(request);
    try {
      out.writeByteArray(PUT_KEY, key);
      out.writeByteArray(PUT_VALUE, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return request;
  }

  /** Whether a StatusResponse is that of the leader itself. */
  static boolean leads(byte[] status) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(status);
    long member = 0;
    long leader = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case STATUS_HEADER -> member = member(in.readByteArray());
        case STATUS_LEADER -> leader = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    return leader != 0 && leader == member;
  }

  private static long member(byte[] header) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(header);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == HEADER_MEMBER) {
        return in.readUInt64();
      }
      in.skipField(tag);
    }
    return 0;
  }

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
        .setType(MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  /** Messages as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
