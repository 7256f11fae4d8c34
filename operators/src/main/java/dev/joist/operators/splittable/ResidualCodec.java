// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.operators.state.CoderCodec;
import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;

/** Writes residuals: the two times, then the piece with its timestamp, windows and pane. */
final class ResidualCodec<PieceT> implements Codec<Residual<PieceT>> {

  private final CoderCodec<WindowedValue<PieceT>> pieces;

  ResidualCodec(Coder<PieceT> pieceCoder, Coder<? extends BoundedWindow> windowCoder) {
    this.pieces = CoderCodec.of(WindowedValues.getFullCoder(pieceCoder, windowCoder));
  }

  @Override
  public CodecId id() {
    return new CodecId("residual(" + pieces.id().name() + ")", 1);
  }

  @Override
  public void encode(Residual<PieceT> value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(value.holdMillis());
    data.writeLong(value.dueMillis());
    data.flush();
    pieces.encode(value.piece(), out);
  }

  @Override
  public Residual<PieceT> decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    long holdMillis = data.readLong();
    long dueMillis = data.readLong();
    return new Residual<>(pieces.decode(in), holdMillis, dueMillis);
  }

  @Override
  public boolean isImmutable() {
    return pieces.isImmutable();
  }

  @Override
  public Residual<PieceT> copy(Residual<PieceT> value) {
    return new Residual<>(pieces.copy(value.piece()), value.holdMillis(), value.dueMillis());
  }

  @Override
  public Object identity(Residual<PieceT> value) {
    return List.of(pieces.identity(value.piece()), value.holdMillis(), value.dueMillis());
  }
}
