// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

/**
 * What a timer is found by.
 *
 * @param identity that of its key
 * @param keyHash the hash of {@code identity}
 * @param hash of all the rest
 */
record TimerName(
    Object identity, int keyHash, Object namespace, String family, String id, int hash) {

  static TimerName of(Object identity, Object namespace, String family, String id) {
    int keyHash = identity.hashCode();
    int hash = keyHash * 31 + namespace.hashCode();
    hash = (hash * 31 + family.hashCode()) * 31 + id.hashCode();
    return new TimerName(identity, keyHash, namespace, family, id, Hashed.spread(hash));
  }
}
