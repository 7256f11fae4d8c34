// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes what is written to it.
 *
 * <p>Source: Austin Appleby, MurmurHash3, variant x86_32, seed 0. A snapshot's keys are found by
 * this hash, so it never changes.
 */
final class Murmur3Stream extends OutputStream {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private int hash;
  private int pending;
  private int pendingBytes;
  private int length;

  @Override
  public void write(int b) {
    pending |= (b & 0xff) << (8 * pendingBytes);
    pendingBytes++;
    length++;
    if (pendingBytes == Integer.BYTES) {
      mix(pending);
      pending = 0;
      pendingBytes = 0;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end && pendingBytes != 0) {
      write(bytes[at++]);
    }
    int blocksFrom = at;
    for (; at + Integer.BYTES <= end; at += Integer.BYTES) {
      mix((int) INT.get(bytes, at));
    }
    length += at - blocksFrom;
    while (at < end) {
      write(bytes[at++]);
    }
  }

  /** The hash of all bytes written so far; more may follow. */
  int hash() {
    int h = hash;
    if (pendingBytes != 0) {
      h ^= scramble(pending);
    }
    return finish(h ^ length);
  }

  /** Spreads the bits of {@code h}; the finalizer of the hash. */
  static int finish(int h) {
    int x = h;
    x ^= x >>> 16;
    x *= 0x85ebca6b;
    x ^= x >>> 13;
    x *= 0xc2b2ae35;
    x ^= x >>> 16;
    return x;
  }

  private void mix(int block) {
    hash ^= scramble(block);
    hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
  }

  private static int scramble(int block) {
    return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
  }
}
