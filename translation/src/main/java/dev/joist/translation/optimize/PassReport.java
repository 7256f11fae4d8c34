// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import java.util.List;

/**
 * What one pass did to a plan.
 *
 * @param pass its name
 * @param notes a sentence for each thing that it did, or looked at and left alone
 */
public record PassReport(String pass, List<String> notes) {

  public PassReport {
    notes = List.copyOf(notes);
  }
}
