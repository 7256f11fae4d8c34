// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.operators.state.CoderCodec;
import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;

/** Writes the newest panes of a view, by window. Windows come and go; a pane never changes. */
final class PanesCodec implements Codec<Map<BoundedWindow, Iterable<?>>> {

  private final CoderCodec<BoundedWindow> windows;
  private final CoderCodec<Iterable<Object>> elements;

  @SuppressWarnings({"unchecked", "deprecation"}) // A view tells runners what it is by deprecated
  // methods; its coders are those of its own elements and windows.
  PanesCodec(PCollectionView<?> view) {
    this.windows =
        CoderCodec.of(
            (Coder<BoundedWindow>) view.getWindowingStrategyInternal().getWindowFn().windowCoder());
    this.elements = CoderCodec.of(IterableCoder.of((Coder<Object>) view.getCoderInternal()));
  }

  @Override
  public CodecId id() {
    return new CodecId("panes(%s, %s)".formatted(windows.id().name(), elements.id().name()), 1);
  }

  @Override
  @SuppressWarnings("unchecked") // Panes of the view have the elements that its coder is for.
  public void encode(Map<BoundedWindow, Iterable<?>> panes, OutputStream out) throws IOException {
    new DataOutputStream(out).writeInt(panes.size());
    for (Map.Entry<BoundedWindow, Iterable<?>> pane : panes.entrySet()) {
      windows.encode(pane.getKey(), out);
      elements.encode((Iterable<Object>) pane.getValue(), out);
    }
  }

  @Override
  public Map<BoundedWindow, Iterable<?>> decode(InputStream in) throws IOException {
    Map<BoundedWindow, Iterable<?>> panes = new LinkedHashMap<>();
    for (int left = new DataInputStream(in).readInt(); left > 0; left--) {
      panes.put(windows.decode(in), elements.decode(in));
    }
    return panes;
  }

  /** All windows of both; where both have one they have the same pane. */
  static Map<BoundedWindow, Iterable<?>> union(
      Map<BoundedWindow, Iterable<?>> left, Map<BoundedWindow, Iterable<?>> right) {
    Map<BoundedWindow, Iterable<?>> all = new LinkedHashMap<>(left);
    all.putAll(right);
    return all;
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public Map<BoundedWindow, Iterable<?>> copy(Map<BoundedWindow, Iterable<?>> panes) {
    return new LinkedHashMap<>(panes);
  }

  @Override
  public Object identity(Map<BoundedWindow, Iterable<?>> panes) {
    return panes;
  }
}
