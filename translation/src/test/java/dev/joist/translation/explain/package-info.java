// SPDX-License-Identifier: Apache-2.0
/** Specifications of this package. */
@NullMarked
package dev.joist.translation.explain;

import org.jspecify.annotations.NullMarked;
