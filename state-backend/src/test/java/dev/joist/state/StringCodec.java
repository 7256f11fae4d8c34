// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Strings, as an example of what cannot change. */
public record StringCodec(int version) implements Codec<String> {

  public static StringCodec of() {
    return new StringCodec(1);
  }

  @Override
  public CodecId id() {
    return new CodecId("string", version);
  }

  @Override
  public void encode(String value, OutputStream out) throws IOException {
    new DataOutputStream(out).writeUTF(value);
  }

  @Override
  public String decode(InputStream in) throws IOException {
    return new DataInputStream(in).readUTF();
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public String copy(String value) {
    return value;
  }

  @Override
  public Object identity(String value) {
    return value;
  }
}
