// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators;

import dev.joist.operators.time.Keyed;
import org.apache.beam.runners.core.StateInternals;

/** The state of one keyed operator in one subtask. */
public interface KeyedStates<K> {

  /** The state of {@code key}; valid until the next call. */
  StateInternals select(Keyed<K> key);
}
