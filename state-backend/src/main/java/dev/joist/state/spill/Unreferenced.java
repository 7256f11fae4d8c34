// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.lang.ref.Cleaner;

/** Finds out what nobody refers to any more, on one thread for all. */
final class Unreferenced {

  private static final Cleaner CLEANER = Cleaner.create();

  private Unreferenced() {}

  /** Has {@code action}, which must not refer to {@code object}, run when nobody else does. */
  static Cleaner.Cleanable then(Object object, Runnable action) {
    return CLEANER.register(object, action);
  }
}
