// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.InputStream;
import java.io.OutputStream;

/** The value of every key of a map that is a set: true, in no bytes. */
enum PresentCodec implements Codec<Boolean> {
  INSTANCE;

  @Override
  public CodecId id() {
    return new CodecId("joist:present", 1);
  }

  @Override
  public void encode(Boolean value, OutputStream out) {}

  @Override
  public Boolean decode(InputStream in) {
    return true;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public Boolean copy(Boolean value) {
    return value;
  }

  @Override
  public Object identity(Boolean value) {
    return value;
  }
}
