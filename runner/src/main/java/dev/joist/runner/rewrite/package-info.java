// SPDX-License-Identifier: Apache-2.0
/**
 * Rewrites of a pipeline that need its Java objects, and so come before its proto.
 *
 * <p>Open {@link dev.joist.runner.rewrite.Rewrites} first.
 */
@NullMarked
package dev.joist.runner.rewrite;

import org.jspecify.annotations.NullMarked;
