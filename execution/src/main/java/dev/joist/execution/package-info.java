// SPDX-License-Identifier: Apache-2.0
/**
 * The runtime that turns a physical plan into running subtasks; this package holds what all of it
 * shares. It knows no Beam: elements are opaque objects.
 *
 * <p>Open {@link dev.joist.execution.JoistException} first.
 */
@NullMarked
package dev.joist.execution;

import org.jspecify.annotations.NullMarked;
