// SPDX-License-Identifier: Apache-2.0
/**
 * What an element becomes on its way to another stage: what its coder gives back, or the object
 * itself where nobody can tell the difference.
 *
 * <p>Open {@link dev.joist.operators.handover.CoderHandover} first.
 */
@NullMarked
package dev.joist.operators.handover;

import org.jspecify.annotations.NullMarked;
