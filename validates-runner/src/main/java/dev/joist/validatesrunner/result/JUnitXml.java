// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import dev.joist.validatesrunner.drive.TestOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a result in the format that continuous-integration systems read, a test suite a mode. */
public final class JUnitXml {

  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Writes {@code result} to {@code file}. */
  public static void write(SuiteResult result, Path file) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
      new JUnitXml(xml).write(result);
      xml.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write " + file, e);
    }
  }

  private void write(SuiteResult result) throws XMLStreamException {
    xml.writeStartDocument();
    xml.writeStartElement("testsuites");
    Map<String, List<JudgedTest>> modes =
        result.tests().stream()
            .collect(
                Collectors.groupingBy(
                    test -> test.outcome().mode(), LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<JudgedTest>> mode : modes.entrySet()) {
      Totals totals = Totals.of(mode.getValue());
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", result.run().suite() + "." + mode.getKey());
      xml.writeAttribute("tests", Integer.toString(totals.tests()));
      xml.writeAttribute("failures", Integer.toString(totals.failed()));
      xml.writeAttribute("skipped", Integer.toString(totals.ignored() + totals.expectedFailures()));
      for (JudgedTest test : mode.getValue()) {
        write(test);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(JudgedTest test) throws XMLStreamException {
    TestOutcome outcome = test.outcome();
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", outcome.test().className());
    xml.writeAttribute("name", printable(outcome.test().methodName()));
    xml.writeAttribute("time", "%.3f".formatted(outcome.seconds()));
    if (test.verdict().failsTheRun()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", printable(outcome.message() + " " + test.comment()));
      xml.writeCharacters(printable(outcome.detail()));
      xml.writeEndElement();
    } else if (test.verdict() != Verdict.PASSED) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", printable(test.comment()));
    }
    xml.writeEndElement();
  }

  /** XML 1.0 has no place for control characters, which tests print. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
  }
}
