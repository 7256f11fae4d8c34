// SPDX-License-Identifier: Apache-2.0
/**
 * The rules that hold the architecture: which module may know which, and what code on a subtask's
 * thread may not do.
 *
 * <p>Open {@link dev.joist.architecture.ModuleDirectionTest} first. A red test here means: move the
 * class, or pass the thing in through an interface of the lower module; CONTRIBUTING.md says more.
 */
@NullMarked
package dev.joist.architecture;

import org.jspecify.annotations.NullMarked;
