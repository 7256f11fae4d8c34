// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

/** Values that are read from disk by who iterates over them: they take next to none of the heap. */
public interface OnDisk {}
