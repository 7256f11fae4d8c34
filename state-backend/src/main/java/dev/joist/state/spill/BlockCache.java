// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that were read last by those who look something up here and there, so that the same block
 * is not read again and again; at most {@value #SLOTS} of them.
 *
 * <p>Each block has one place, which it shares with others: whoever comes last has it. O(1).
 *
 * <p><b>Threading:</b> used by any thread, without waiting. Blocks are not changed.
 */
final class BlockCache {

  /** Of {@value Blocks#BLOCK_BYTES} bytes each: 4 MB. */
  private static final int SLOTS = 256;

  private final AtomicReferenceArray<@Nullable Cached> slots = new AtomicReferenceArray<>(SLOTS);

  /** A block of a file, with its checksum; nobody changes it. */
  private static final class Cached {

    private final BlockFile file;
    private final long number;
    private final byte[] block;

    Cached(BlockFile file, long number, byte[] block) {
      this.file = file;
      this.number = number;
      this.block = block;
    }
  }

  /** Block {@code number} of {@code file}, behind whose payload is its checksum. */
  byte[] block(BlockFile file, long number) {
    int slot = Math.floorMod(System.identityHashCode(file) * 31 + Long.hashCode(number), SLOTS);
    Cached cached = slots.get(slot);
    if (cached == null || cached.file != file || cached.number != number) {
      byte[] block = new byte[file.blockLength(number) + Blocks.CHECKSUM_BYTES];
      file.readBlock(number, block);
      cached = new Cached(file, number, block);
      slots.set(slot, cached);
    }
    return cached.block;
  }
}
