// SPDX-License-Identifier: Apache-2.0
/**
 * What users get: the tarball, and the artifacts of a release.
 *
 * <p>Open {@link dev.joist.cli.distribution.Tarball} first.
 */
@NullMarked
package dev.joist.cli.distribution;

import org.jspecify.annotations.NullMarked;
