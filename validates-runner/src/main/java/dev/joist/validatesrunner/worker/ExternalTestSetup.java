// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.beam.sdk.util.construction.BaseExternalTest;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.Server;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.netty.NettyServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What Beam's tests of transforms in another language take for granted: the port of an expansion
 * service in the property {@code expansionPort}. Where nobody set it, a server without any service
 * stands in, so that such a test fails at once, saying so, and not after half a minute of waiting.
 *
 * <p>The tests with an encrypted group-by-key hide their parent's set-up and, without Google
 * credentials, do not make up for it, so it is called for them.
 */
final class ExternalTestSetup {

  private static final String PORT_PROPERTY = "expansionPort";

  private @Nullable Server server;

  /** Prepares this JVM for a class, if it is one of those. */
  void prepare(Class<?> testClass) {
    if (!BaseExternalTest.class.isAssignableFrom(testClass)) {
      return;
    }
    if (server == null && System.getProperty(PORT_PROPERTY) == null) {
      server = startEmptyServer();
      System.setProperty(PORT_PROPERTY, Integer.toString(server.getPort()));
    }
    BaseExternalTest.setUpClass();
  }

  private static Server startEmptyServer() {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a server without services", e);
    }
  }
}
