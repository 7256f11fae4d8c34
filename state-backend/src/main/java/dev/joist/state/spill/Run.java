// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.lang.ref.Cleaner;

/**
 * Groups in the order of their keys, on disk; immutable.
 *
 * <p>A group is a key with values. The index has, for each group, the length of the key and the
 * key, the number of values and their length; the values of all groups follow each other in the
 * other file. Numbers are {@link VarLong}s.
 *
 * <p>Its files are removed when nobody refers to it any more, or earlier by one who knows that he
 * is the only one, or with the folder that they are in.
 *
 * <p><b>Threading:</b> read by any thread.
 */
public final class Run {

  private final BlockFile index;
  private final BlockFile values;
  private final Cleaner.Cleanable files;
  private volatile boolean shared;

  Run(BlockFile index, BlockFile values) {
    this.index = index;
    this.values = values;
    this.files =
        Unreferenced.then(
            this,
            () -> {
              index.delete();
              values.delete();
            });
  }

  BlockFile index() {
    return index;
  }

  BlockFile values() {
    return values;
  }

  /** Bytes of keys and values. */
  public long bytes() {
    return index.bytes() + values.bytes();
  }

  /** Somebody has a reference for longer than the one who made it knows. */
  void share() {
    shared = true;
  }

  /** Its owner needs it no more; whoever shares it may still read it. */
  void release() {
    if (!shared) {
      files.clean();
    }
  }

  @Override
  public String toString() {
    return "run " + values;
  }
}
