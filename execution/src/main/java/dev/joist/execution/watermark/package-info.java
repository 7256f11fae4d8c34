// SPDX-License-Identifier: Apache-2.0
/**
 * Event-time progress: watermarks of channels and the holds that keep them back.
 *
 * <p>Open {@link dev.joist.execution.watermark.HoldSet} first.
 */
@NullMarked
package dev.joist.execution.watermark;

import org.jspecify.annotations.NullMarked;
