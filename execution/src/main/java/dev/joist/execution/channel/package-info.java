// SPDX-License-Identifier: Apache-2.0
/**
 * What travels between subtasks and the bounded queues it travels in.
 *
 * <p>Open {@link dev.joist.execution.channel.Channel} first.
 */
@NullMarked
package dev.joist.execution.channel;

import org.jspecify.annotations.NullMarked;
