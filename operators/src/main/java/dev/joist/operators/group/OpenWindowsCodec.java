// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.state.CoderCodec;
import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/** Writes the open windows of a key, all of which have contents. */
record OpenWindowsCodec<W extends BoundedWindow>(CoderCodec<W> windowCodec)
    implements Codec<OpenWindows<W>> {

  @Override
  public CodecId id() {
    return new CodecId("open windows of " + windowCodec.id(), 1);
  }

  @Override
  public void encode(OpenWindows<W> windows, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(windows.nextPlace());
    data.writeLong(windows.calledAtMillis());
    data.writeInt(windows.size());
    for (OpenWindow<W> open : windows.all()) {
      data.writeLong(open.place());
      windowCodec.encode(open.window(), data);
    }
  }

  @Override
  public OpenWindows<W> decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    OpenWindows<W> windows = new OpenWindows<>(data.readLong(), data.readLong());
    for (int left = data.readInt(); left > 0; left--) {
      long place = data.readLong();
      windows.put(new OpenWindow<>(windowCodec.decode(data), place, true));
    }
    return windows;
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public OpenWindows<W> copy(OpenWindows<W> windows) {
    return new OpenWindows<>(windows);
  }

  @Override
  public Object identity(OpenWindows<W> windows) {
    List<Object> identity = new ArrayList<>(List.of(windows.nextPlace(), windows.calledAtMillis()));
    for (OpenWindow<W> open : windows.all()) {
      identity.add(open.place());
      identity.add(windowCodec.identity(open.window()));
    }
    return identity;
  }
}
