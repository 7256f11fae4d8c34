// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;

/** Writes the source, which is serialized as it has no coder, the mark, and the watermark. */
final class UnboundedSplitCoder<T, MarkT extends UnboundedSource.CheckpointMark>
    extends AtomicCoder<UnboundedSplit<T, MarkT>> {

  private static final long serialVersionUID = 1L;
  private static final Coder<byte[]> MARKS = NullableCoder.of(ByteArrayCoder.of());

  private final Coder<UnboundedSource<T, MarkT>> sources;

  @SuppressWarnings("unchecked") // A class of sources stands for all their type arguments.
  UnboundedSplitCoder() {
    this.sources =
        SerializableCoder.of((Class<UnboundedSource<T, MarkT>>) (Class<?>) UnboundedSource.class);
  }

  @Override
  @SuppressWarnings("NullAway") // The coder of marks takes none.
  public void encode(UnboundedSplit<T, MarkT> split, OutputStream out) throws IOException {
    sources.encode(split.source(), out);
    MARKS.encode(split.mark(), out);
    VarLongCoder.of().encode(split.watermarkMillis(), out);
  }

  @Override
  public UnboundedSplit<T, MarkT> decode(InputStream in) throws IOException {
    return new UnboundedSplit<>(sources.decode(in), MARKS.decode(in), VarLongCoder.of().decode(in));
  }
}
