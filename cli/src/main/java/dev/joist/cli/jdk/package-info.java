// SPDX-License-Identifier: Apache-2.0
/**
 * The suite that builds and runs Joist on each JDK of this machine.
 *
 * <p>Open {@link dev.joist.cli.jdk.JdksSuite} first.
 */
@NullMarked
package dev.joist.cli.jdk;

import org.jspecify.annotations.NullMarked;
