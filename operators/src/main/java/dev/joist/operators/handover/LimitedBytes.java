// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes in memory, up to a limit. */
final class LimitedBytes extends OutputStream {

  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** More was written than the limit allows. */
  static final class TooManyBytesException extends IOException {
    private TooManyBytesException(int limit) {
      super("more than %d bytes were written".formatted(limit));
    }
  }

  LimitedBytes(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    reserve(1);
    bytes.write(b);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    reserve(length);
    bytes.write(source, offset, length);
  }

  private void reserve(int length) throws IOException {
    if (length > limit - bytes.size()) {
      throw new TooManyBytesException(limit);
    }
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
