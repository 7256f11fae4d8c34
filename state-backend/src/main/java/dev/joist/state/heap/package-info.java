// SPDX-License-Identifier: Apache-2.0
/**
 * State as live objects on the heap, with versions that are copied on write.
 *
 * <p>A snapshot keeps references to the tables as they are; every part of a table knows the version
 * in which it was made, and a part that an open snapshot may see is copied before it is changed.
 *
 * <p>Open {@link dev.joist.state.heap.HeapStateBackend} first, then {@code HeapKeyedStore}.
 */
@NullMarked
package dev.joist.state.heap;

import org.jspecify.annotations.NullMarked;
