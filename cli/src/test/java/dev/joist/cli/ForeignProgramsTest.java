// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.program.BeamJobs;
import dev.joist.cli.program.TestJar;
import dev.joist.cli.suite.Suites;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that bring libraries of their own, some of which Joist has as well. */
class ForeignProgramsTest {

  /** Writes one line, by a pipeline: {@code WORDS}, or what the method of that name says. */
  private static final String PROGRAM =
      """
      package app;
      import org.apache.beam.sdk.Pipeline;
      import org.apache.beam.sdk.io.TextIO;
      import org.apache.beam.sdk.options.PipelineOptionsFactory;
      import org.apache.beam.sdk.transforms.Create;
      import org.apache.beam.sdk.transforms.MapElements;
      import org.apache.beam.sdk.values.TypeDescriptors;
      public class Program {
        public static void main(String[] args) {
          Pipeline pipeline =
              Pipeline.create(PipelineOptionsFactory.fromArgs(args[1], args[2]).create());
          pipeline
              .apply(Create.of("one"))
              .apply(MapElements.into(TypeDescriptors.strings()).via(one -> WORDS))
              .apply(TextIO.write().to(args[0]).withoutSharding());
          pipeline.run().waitUntilFinish();
        }
      }
      """;

  /** A class that Joist's libraries have as well, in another release. */
  private static final String NEWER_LIBRARY =
      """
      package org.kohsuke.args4j;
      public class CmdLineParser {
        public static String whose() { return "the program's"; }
      }
      """;

  private static final String LOG_BINDING =
      """
      package app;
      import org.slf4j.ILoggerFactory;
      import org.slf4j.IMarkerFactory;
      import org.slf4j.spi.MDCAdapter;
      public class Binding implements org.slf4j.spi.SLF4JServiceProvider {
        public ILoggerFactory getLoggerFactory() { return new org.slf4j.helpers.NOPLoggerFactory(); }
        public IMarkerFactory getMarkerFactory() { return new org.slf4j.helpers.BasicMarkerFactory(); }
        public MDCAdapter getMDCAdapter() { return new org.slf4j.helpers.NOPMDCAdapter(); }
        public String getRequestedApiVersion() { return "2.0.99"; }
        public void initialize() {}
      }
      """;

  private static final String DIRECT_RUNNER =
      """
      package org.apache.beam.runners.direct;
      import org.apache.beam.sdk.Pipeline;
      import org.apache.beam.sdk.PipelineResult;
      import org.apache.beam.sdk.options.PipelineOptions;
      public class DirectRunner extends org.apache.beam.sdk.PipelineRunner<PipelineResult> {
        public static DirectRunner fromOptions(PipelineOptions options) { return new DirectRunner(); }
        public PipelineResult run(Pipeline pipeline) { throw new IllegalStateException("ran"); }
      }
      """;

  private static final String LOGGERS =
      "org.slf4j.LoggerFactory.getILoggerFactory().getClass().getSimpleName()";

  @TempDir Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void theLibrariesOfTheProgramComeFirst() throws IOException {
    Path jar =
        jar(
            new TestJar(directory)
                .classes("", words("org.kohsuke.args4j.CmdLineParser.whose()"), NEWER_LIBRARY));

    assertThat(run(jar.toString())).isEqualTo("the program's");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void soDoThoseOfTheClassPathAndOfTheManifest() throws IOException {
    new TestJar(directory).classes("", NEWER_LIBRARY).write("library.jar");
    TestJar program =
        new TestJar(directory)
            .classes(
                "",
                words("\"\" + org.kohsuke.args4j.CmdLineParser.class.getMethods()[0].getName()"));
    Path thin = jar(program);
    assertThat(run(thin.toString())).isNotEqualTo("whose");

    assertThat(run("--classpath", directory.resolve("library.jar").toString(), thin.toString()))
        .isEqualTo("whose");

    Path naming = jar(program.attribute("Class-Path", "library.jar"));
    assertThat(run(naming.toString())).isEqualTo("whose");
  }

  @Test
  void theLoggingOfTheProgramTakesThePlaceOfJoists() throws IOException {
    TestJar program = new TestJar(directory).classes("", words(LOGGERS), LOG_BINDING);
    assertThat(run(jar(program).toString())).isEqualTo("JDK14LoggerFactory");

    program.file("META-INF/services/org.slf4j.spi.SLF4JServiceProvider", "app.Binding");
    assertThat(run(jar(program).toString())).isEqualTo("NOPLoggerFactory");
  }

  @Test
  void anExecutableJarOfSpringBootIsUnpacked() throws IOException {
    Path library = new TestJar(directory).classes("", NEWER_LIBRARY).write("library.jar");
    Path jar =
        new TestJar(directory)
            .attribute("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
            .attribute("Start-Class", "app.Program")
            .attribute("Spring-Boot-Classes", "BOOT-INF/classes/")
            .attribute("Spring-Boot-Lib", "BOOT-INF/lib/")
            .classes(
                "BOOT-INF/classes/",
                words("org.kohsuke.args4j.CmdLineParser.whose()"),
                NEWER_LIBRARY)
            .file("BOOT-INF/lib/library.jar", Files.readAllBytes(library))
            .write("boot.jar");

    assertThat(run(jar.toString())).isEqualTo("the program's");
  }

  @Test
  void aProgramBuiltWithAnotherBeamIsRunWithAWarning() throws IOException {
    Path jar =
        jar(
            new TestJar(directory)
                .classes("", words("\"works\""))
                .file("org/apache/beam/sdk/sdk.properties", "version=2.44.0"));

    assertThat(run(jar.toString())).isEqualTo("works");
    assertThat(err.toString())
        .isEqualTo(
            "joist: warning: %s was built with Beam 2.44.0 and runs on Beam 2.70.0, which is Joist's%n"
                .formatted(jar));
  }

  @Test
  void aModuleOfAnotherBeamIsEnoughForTheWarningAndAVendoredLibraryIsNot() throws IOException {
    TestJar program =
        new TestJar(directory)
            .classes("", words("\"works\""))
            .file("META-INF/maven/org.apache.beam/guava-26_0-jre/pom.properties", "version=0.1");
    run(jar(program).toString());
    assertThat(err.toString()).isEmpty();

    run(
        jar(program.file(
                "META-INF/maven/org.apache.beam/beam-sdks-java-io-kafka/pom.properties",
                "version=2.60.0"))
            .toString());
    assertThat(err.toString()).contains("built with Beam 2.60.0 and runs on Beam 2.70.0");
  }

  @Test
  void aBeamThatPromisesNoCompatibilityIsRefused() throws IOException {
    Path jar =
        jar(
            new TestJar(directory)
                .classes("", words("\"never\""))
                .file("org/apache/beam/sdk/sdk.properties", "version=3.1.0"));

    assertThat(exitCode(jar.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "joist: %s was built with Beam 3.1.0, and Joist runs Beam 2.70.0: build it with that"
                .formatted(jar));
  }

  @Test
  void whatTheOtherBeamLacksIsExplained() throws IOException {
    Path jar =
        jar(
            new TestJar(directory)
                .classes(
                    "",
                    words("\"works\"")
                        .replace(
                            "Pipeline pipeline =",
                            "if (true) throw new NoSuchMethodError(\"Pipeline.gone()\"); Pipeline pipeline ="))
                .file("org/apache/beam/sdk/sdk.properties", "version=2.44.0"));

    assertThat(exitCode(jar.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("NoSuchMethodError: Pipeline.gone()")
        .contains(
            "joist: the program was built with Beam 2.44.0, and Joist runs it on Beam 2.70.0: build it with that");
  }

  @Test
  void aProgramThatDoesNotPassItsArgumentsOnRunsOnJoistThoughItBringsDirectRunner()
      throws IOException {
    Path jar =
        jar(
            new TestJar(directory)
                .classes(
                    "",
                    words("\"works\"").replace("fromArgs(args[1], args[2]).create()", "create()"),
                    DIRECT_RUNNER));

    assertThat(run(jar.toString())).isEqualTo("works");
    assertThat(err.toString())
        .startsWith(
            "joist: warning: the program makes options of a pipeline without its arguments, so that ")
        .contains("--parallelism=1 has no effect there: pass them on, by PipelineOptionsFactory");
  }

  private static String words(String words) {
    return PROGRAM.replace("WORDS", words);
  }

  private static Path jar(TestJar jar) {
    return jar.attribute("Main-Class", "app.Program").write("program.jar");
  }

  /** The line that the program writes. */
  private String run(String... arguments) throws IOException {
    assertThat(exitCode(arguments)).as(err.toString()).isZero();
    return Files.readString(directory.resolve("line")).strip();
  }

  private int exitCode(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "run";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = directory.resolve("line").toString();
    all[arguments.length + 2] = "--parallelism=1";
    return Main.commandLine(
            new BeamJobs(), new Suites(List.of()), () -> new Checkout(Path.of("..")))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
