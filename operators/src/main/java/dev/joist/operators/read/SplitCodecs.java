// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.operators.state.CoderCodec;
import dev.joist.state.Codec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/** How splits are written. A source has no coder: Beam serializes it, and so does this. */
final class SplitCodecs {

  private SplitCodecs() {}

  /** The codec of sources that are {@code sourceClass}. */
  @SuppressWarnings("unchecked") // A class of sources stands for all their type arguments.
  static <S extends Serializable> Codec<List<S>> sources(Class<? super S> sourceClass) {
    return CoderCodec.of(ListCoder.of(SerializableCoder.of((Class<S>) sourceClass)));
  }

  static Codec<BoundedSplit> bounded() {
    return CoderCodec.of(BoundedSplitCoder.INSTANCE);
  }

  /** Two numbers. */
  private static final class BoundedSplitCoder extends AtomicCoder<BoundedSplit> {

    private static final long serialVersionUID = 1L;
    private static final Coder<BoundedSplit> INSTANCE = new BoundedSplitCoder();

    @Override
    public void encode(BoundedSplit value, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      data.writeInt(value.index());
      data.writeLong(value.emitted());
    }

    @Override
    public BoundedSplit decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      return new BoundedSplit(data.readInt(), data.readLong());
    }
  }
}
