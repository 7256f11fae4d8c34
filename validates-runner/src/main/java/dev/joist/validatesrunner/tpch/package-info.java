// SPDX-License-Identifier: Apache-2.0
/**
 * The suite tpch: the 22 queries of TPC-H by Beam SQL, compared with the answers of DuckDB. A leaf
 * that is compiled against the bare interface of Beam SQL; the class path it runs on is {@code
 * validates-runner/tpch}. Open {@link dev.joist.validatesrunner.tpch.TpchQueries} first.
 */
@NullMarked
package dev.joist.validatesrunner.tpch;

import org.jspecify.annotations.NullMarked;
