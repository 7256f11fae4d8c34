// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

/** What a {@link HashTable} keeps: it knows its hash, which comes from {@link #spread}. */
abstract class Hashed {

  final int hash;

  Hashed(int hash) {
    this.hash = hash;
  }

  /** {@code h} with its bits spread, and never 0. */
  static int spread(int h) {
    int x = h * 0x9e3779b9;
    x ^= x >>> 15;
    x *= 0x85ebca6b;
    x ^= x >>> 13;
    return x == 0 ? 1 : x;
  }
}
