// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

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

/** Writes elements that wait: the hold, then the element with its timestamp, window and pane. */
final class WaitingElementCodec<T> implements Codec<WaitingElement<T>> {

  private final CoderCodec<WindowedValue<T>> elements;

  WaitingElementCodec(Coder<T> coder, Coder<? extends BoundedWindow> windowCoder) {
    this.elements = CoderCodec.of(WindowedValues.getFullCoder(coder, windowCoder));
  }

  @Override
  public CodecId id() {
    return new CodecId("waiting(" + elements.id().name() + ")", 1);
  }

  @Override
  public void encode(WaitingElement<T> value, OutputStream out) throws IOException {
    new DataOutputStream(out).writeLong(value.holdMillis());
    elements.encode(value.element(), out);
  }

  @Override
  public WaitingElement<T> decode(InputStream in) throws IOException {
    long holdMillis = new DataInputStream(in).readLong();
    return new WaitingElement<>(elements.decode(in), holdMillis);
  }

  @Override
  public boolean isImmutable() {
    return elements.isImmutable();
  }

  @Override
  public WaitingElement<T> copy(WaitingElement<T> value) {
    return new WaitingElement<>(elements.copy(value.element()), value.holdMillis());
  }

  @Override
  public Object identity(WaitingElement<T> value) {
    return List.of(elements.identity(value.element()), value.holdMillis());
  }
}
