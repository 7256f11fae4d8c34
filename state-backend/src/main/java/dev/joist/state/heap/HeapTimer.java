// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.StoredTimer;
import org.jspecify.annotations.Nullable;

/** A timer, which never changes but for its place in the heap. */
final class HeapTimer<K extends @Nullable Object> extends Hashed implements StoredTimer<K> {

  private final K key;
  private final Object identity;
  private final Object namespace;
  private final String family;
  private final String id;
  private final long timeMillis;
  private final long outputMillis;

  /** Where it is in its {@link TimerHeap}, which alone writes and reads this. */
  int index;

  HeapTimer(K key, TimerName name, long timeMillis, long outputMillis) {
    super(name.hash());
    this.key = key;
    this.identity = name.identity();
    this.namespace = name.namespace();
    this.family = name.family();
    this.id = name.id();
    this.timeMillis = timeMillis;
    this.outputMillis = outputMillis;
  }

  boolean is(TimerName name) {
    return identity.equals(name.identity())
        && (namespace == name.namespace() || namespace.equals(name.namespace()))
        && id.equals(name.id())
        && family.equals(name.family());
  }

  @Override
  public K key() {
    return key;
  }

  @Override
  public Object identity() {
    return identity;
  }

  @Override
  public Object namespace() {
    return namespace;
  }

  @Override
  public String family() {
    return family;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long timeMillis() {
    return timeMillis;
  }

  @Override
  public long outputMillis() {
    return outputMillis;
  }

  @Override
  public String toString() {
    return "timer %s%s of key %s in namespace %s at %d"
        .formatted(family, id, key, namespace, timeMillis);
  }
}
