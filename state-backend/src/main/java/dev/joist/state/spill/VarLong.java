// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Numbers in as few bytes as they need: seven bits each, the lowest first. */
final class VarLong {

  private VarLong() {}

  static void write(long number, OutputStream out) throws IOException {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  static long read(InputStream in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the end came within a number");
      }
      number |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new IOException("a number has more than 64 bits");
  }
}
