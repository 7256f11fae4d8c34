// SPDX-License-Identifier: Apache-2.0
/**
 * What the operators of one job share; known to all of them.
 *
 * <p>Open {@link dev.joist.operators.services.JobServices} first.
 */
@NullMarked
package dev.joist.operators.services;

import org.jspecify.annotations.NullMarked;
