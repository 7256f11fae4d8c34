// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.StoredTimer;
import dev.joist.state.TimerCell;
import java.util.Locale;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.TimerInternals.TimerData;
import org.apache.beam.sdk.state.TimeDomain;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one domain.
 *
 * @param domain what their times are times of
 * @param cell where they are kept
 */
record DomainTimers<K extends @Nullable Object>(TimeDomain domain, TimerCell<K> cell) {

  static <K extends @Nullable Object> DomainTimers<K> in(
      KeyedStore<K> store, String transform, TimeDomain domain) {
    String name = "timers of " + domain.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new DomainTimers<>(
        domain, store.timers(new CellSpec.Timers(new CellId(transform, name))));
  }

  /** A timer of the cell as Beam has it. */
  TimerData data(StoredTimer<K> timer) {
    return TimerData.of(
        timer.id(),
        timer.family(),
        (StateNamespace) timer.namespace(),
        Instant.ofEpochMilli(timer.timeMillis()),
        Instant.ofEpochMilli(timer.outputMillis()),
        domain);
  }
}
