// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import org.jspecify.annotations.Nullable;

/** What a slot is found by. */
record SlotKey(@Nullable Object key, Object identity, Object namespace, int hash) {}
