// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateNamespaces.GlobalNamespace;
import org.apache.beam.runners.core.StateNamespaces.WindowAndTriggerNamespace;
import org.apache.beam.runners.core.StateNamespaces.WindowNamespace;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/** Writes Beam's namespaces: what kind it is, the window, the index of the trigger. */
public final class NamespaceCodec implements Codec<StateNamespace> {

  private static final int GLOBAL = 0;
  private static final int WINDOW = 1;
  private static final int WINDOW_AND_TRIGGER = 2;

  private final Coder<BoundedWindow> windowCoder;
  private final CodecId id;

  @SuppressWarnings("unchecked") // a transform has namespaces of its own windows only
  public NamespaceCodec(Coder<? extends BoundedWindow> windowCoder) {
    this.windowCoder = (Coder<BoundedWindow>) windowCoder;
    this.id = new CodecId("joist:namespace(" + CoderNames.nameOf(windowCoder) + ")", 1);
  }

  @Override
  public CodecId id() {
    return id;
  }

  @Override
  public void encode(StateNamespace namespace, OutputStream out) throws IOException {
    if (namespace instanceof GlobalNamespace) {
      out.write(GLOBAL);
    } else if (namespace instanceof WindowNamespace<?> inWindow) {
      out.write(WINDOW);
      windowCoder.encode(inWindow.getWindow(), out);
    } else if (namespace instanceof WindowAndTriggerNamespace<?> inTrigger) {
      out.write(WINDOW_AND_TRIGGER);
      windowCoder.encode(inTrigger.getWindow(), out);
      new DataOutputStream(out).writeInt(inTrigger.getTriggerIndex());
    } else {
      throw new IOException(
          "namespace %s of %s cannot be written; state lives in windows, triggers or globally"
              .formatted(namespace.stringKey(), namespace.getClass().getName()));
    }
  }

  @Override
  public StateNamespace decode(InputStream in) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case GLOBAL -> StateNamespaces.global();
      case WINDOW -> StateNamespaces.window(windowCoder, windowCoder.decode(in));
      case WINDOW_AND_TRIGGER -> {
        BoundedWindow window = windowCoder.decode(in);
        int trigger = new DataInputStream(in).readInt();
        yield StateNamespaces.windowAndTrigger(windowCoder, window, trigger);
      }
      default ->
          throw new IOException(
              "namespaces are of kind 0, 1 or 2, and kind %d was read".formatted(kind));
    };
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public StateNamespace copy(StateNamespace namespace) {
    return namespace;
  }

  @Override
  public Object identity(StateNamespace namespace) {
    return namespace;
  }
}
