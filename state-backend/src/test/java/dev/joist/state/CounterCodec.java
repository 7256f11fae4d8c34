// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counters, as an example of what is changed in place. */
public enum CounterCodec implements Codec<AtomicLong> {
  INSTANCE;

  @Override
  public CodecId id() {
    return new CodecId("counter", 1);
  }

  @Override
  public void encode(AtomicLong value, OutputStream out) throws IOException {
    new DataOutputStream(out).writeLong(value.get());
  }

  @Override
  public AtomicLong decode(InputStream in) throws IOException {
    return new AtomicLong(new DataInputStream(in).readLong());
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public AtomicLong copy(AtomicLong value) {
    return new AtomicLong(value.get());
  }

  @Override
  public Object identity(AtomicLong value) {
    return value.get();
  }
}
