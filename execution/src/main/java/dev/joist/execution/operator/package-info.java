// SPDX-License-Identifier: Apache-2.0
/**
 * The contract between the runtime and the code of one transform.
 *
 * <p>Open {@link dev.joist.execution.operator.Operator} first.
 */
@NullMarked
package dev.joist.execution.operator;

import org.jspecify.annotations.NullMarked;
