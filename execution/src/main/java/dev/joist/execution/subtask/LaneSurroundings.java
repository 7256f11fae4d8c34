// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Waiter;
import java.util.function.LongSupplier;

/**
 * What the operators of one lane may ask of it.
 *
 * @param waiter lets the lane look for work again
 * @param producersTime how far all that feeds the lane is in processing time
 * @param passages what is to be done once others have passed what was emitted
 */
record LaneSurroundings(Waiter waiter, LongSupplier producersTime, Passages passages) {}
