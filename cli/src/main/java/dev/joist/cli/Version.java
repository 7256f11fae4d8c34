// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.beam.sdk.util.ReleaseInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  private static final String FILE = "version.properties"; // the build writes it

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream(FILE)) {
      if (stream != null) {
        properties.load(stream);
      }
    }
    return new String[] {
      "Joist " + properties.getProperty("version", "of no release"),
      "Beam " + ReleaseInfo.getReleaseInfo().getVersion(),
      "Java %s (%s)"
          .formatted(System.getProperty("java.version"), System.getProperty("java.vendor"))
    };
  }
}
